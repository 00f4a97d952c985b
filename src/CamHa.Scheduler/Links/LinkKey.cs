using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Links;

/// <summary>
/// The key that links are derived from. It lies in a file of the service's user and not in the database: whoever reads a backup can
/// show nobody's link. Where it is lost, links that were given out go on working, and new ones are issued beside them.
/// </summary>
public sealed class LinkKey(IOptions<UnitLinkOptions> options)
{
    private const int Bytes = 32;
    private const int LettersOfId = 16;

    private readonly Lock _one = new();
    private byte[]? _key;

    /// <summary>Names the key; tells nothing of it.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData([.. "links"u8, .. Read()]))[..LettersOfId];

    /// <summary>The key; made where there is none yet.</summary>
    /// <exception cref="SettingsException">It cannot be read or made.</exception>
    public byte[] Read()
    {
        lock (_one)
            return _key ??= ReadFile();
    }

    /// <summary>A key of its own for another purpose.</summary>
    public byte[] Derive(string purpose) => HMACSHA256.HashData(Read(), Encoding.UTF8.GetBytes(purpose));

    private byte[] ReadFile()
    {
        var file = options.Value.KeyFile;
        try
        {
            if (!File.Exists(file))
                Make(file);
            var text = File.ReadAllText(file).Trim();
            return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : throw Fault(
                "tệp này không phải khóa của các liên kết. Chép lại bản đã cất; không còn bản nào thì xóa tệp, phần mềm cấp liên kết mới",
                "this is no key of links. Copy back the one that was kept; without one, delete the file, and new links are issued");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Fault(
                $"{SystemWords.Named(e).TrimEnd('.')}. Cho tài khoản của dịch vụ đọc và ghi ở đó",
                $"{e.Message.TrimEnd('.')}. Let the service's account read and write there");
        }

        SettingsException Fault(string vietnamese, string english) =>
            new([SettingFault.Of("Answers:KeyFile", file, $"{vietnamese}.", $"{english}.")]);
    }

    // Whole, or not at all: of two processes that begin together, both read what the first has made.
    private static void Make(string file)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}";
        try
        {
            using (var stream = OwnersFile.Create(temporary))
            {
                stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
        }
    }
}
