using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Links;

/// <summary>The address at which units answer by their links, as people outside see it.</summary>
public sealed class UnitLinkOptions : ISectionOptions
{
    public const string Section = "Answers";

    /// <summary>Where all links begin, behind the address.</summary>
    public const string Path = "/t/";

    // With the token a link stays below a hundred letters: it is read aloud, and typed.
    private const int LongestUrl = 60;
    private const string DefaultKeyFile = "lien-ket.key";

    /// <summary>
    /// The public address, such as <c>https://baocao.xa.example</c>; empty for none. No mail leads there before it was reached from
    /// outside.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// The file with the key that links are derived from; empty for <c>lien-ket.key</c> beside the database. Nodes that share a database
    /// share it, too.
    /// </summary>
    public string KeyFile { get; set; } = "";

    public bool IsUsed => PublicUrl.Length > 0;

    /// <summary>Whose requests are answered.</summary>
    public string Host => new Uri(PublicUrl).Host;

    /// <summary>The address of a token.</summary>
    public string Of(string token) => $"{PublicUrl.TrimEnd('/')}{Path}{token}";

    public void Locate(Settings settings)
    {
        if (KeyFile.Length > 0)
        {
            KeyFile = Secret.Locate(KeyFile, settings);
            return;
        }

        var storage = SectionBinder.Read<StorageOptions>(settings, StorageOptions.Section);
        // A file that can be none is told by its own section.
        if (!storage.IsSqlServer && storage.File.Length > 0
            && System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(storage.File)) is { } folder)
            KeyFile = System.IO.Path.Combine(folder, DefaultKeyFile);
    }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (!IsUsed)
            yield break;
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            || url.PathAndQuery != "/" || url.Fragment.Length + url.UserInfo.Length > 0 || PublicUrl.Length > LongestUrl)
        {
            yield return SettingFault.Of(
                "Answers:PublicUrl",
                PublicUrl,
                $"ghi như https://baocao.xa.example: bắt đầu bằng https://, không có gì sau tên, không quá {LongestUrl} ký tự.",
                $"write it as https://baocao.xa.example: with https://, nothing after the name, and {LongestUrl} characters at most.");
        }

        if (KeyFile.Length == 0)
        {
            yield return SettingFault.Of(
                "Answers:KeyFile",
                "",
                "dữ liệu nằm trên máy chủ nên phần mềm không biết cất khóa của các liên kết ở đâu; ghi tên một tệp mà mọi máy dùng chung.",
                "the data is on a server, so there is no folder beside it for the links' key; name a file, the same for all nodes.");
        }
    }
}
