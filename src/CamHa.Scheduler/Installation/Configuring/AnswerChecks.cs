using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>Tries answers with the parts of the service that will use them.</summary>
internal static class AnswerChecks
{
    public static async Task<Refusal?> DatabaseAsync(Draft draft, Settings settings, CancellationToken token)
    {
        await using var services = ServiceFactory.Create(settings);
        var database = services.GetRequiredService<Database>();
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        try
        {
            if (!options.IsSqlServer && FolderRefusal(draft, options.File) is { } refusal)
                return refusal;
            if (database.Exists)
                await (await database.OpenAsync(token)).DisposeAsync();
            return null;
        }
        catch (StorageException e)
        {
            return new(
                database.Dialect == Dialect.Sqlite
                    ? "Không dùng được tệp dữ liệu này. Hãy kiểm tra đường dẫn, hoặc chọn một tệp khác."
                    : "Không dùng được cơ sở dữ liệu. Hãy kiểm tra tên máy chủ, tên cơ sở dữ liệu, tên đăng nhập và mật khẩu, "
                        + "hoặc hỏi người quản trị SQL Server.",
                e.Message);
        }
    }

    public static async Task<Refusal?> MailAsync(Draft draft, Settings settings, CancellationToken token)
    {
        await using var services = ServiceFactory.Create(settings);
        try
        {
            // As far as a recipient: many servers say only there that they take nothing from here. Whether the sender's own
            // mailbox can be written to does not matter.
            var from = services.GetRequiredService<IOptions<MailOptions>>().Value.From;
            await services.GetRequiredService<SmtpTransport>().AskAsync(from, from, token);
            return null;
        }
        catch (TransportUnavailableException e)
        {
            return new(MailRemedy(e), e.Message);
        }
    }

    private static Refusal? FolderRefusal(Draft draft, string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        // The unit's sandbox on Linux and the account's rights on Windows allow the service no other folder.
        if (draft.Places is { } places && !IsWithin(places.DataFolder, folder))
        {
            return new(
                $"Dịch vụ chỉ được ghi vào {places.DataFolder}. Hãy chọn một tệp ở đó.",
                $"Storage:File = '{file}': the installed service may write into {places.DataFolder} only. Name a file there.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".camha.tmp");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(
                "Không ghi được vào thư mục này. Hãy chọn một thư mục khác.",
                $"Storage:File = '{file}': its folder cannot be written: {e.Message.TrimEnd('.')}. Name a file in another folder.");
        }
    }

    private static bool IsWithin(string outer, string inner) =>
        (inner + Path.DirectorySeparatorChar).StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    private static string MailRemedy(TransportUnavailableException refusal) => refusal switch
    {
        { IsLoginRefused: true } =>
            "Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu này. Hãy nhập lại; với Gmail phải dùng “mật khẩu ứng dụng”.",
        { InnerException: AuthenticationException or SaslException } =>
            "Máy chủ thư lúc này chưa cho đăng nhập. Hãy thử lại sau ít phút.",
        { InnerException: SslHandshakeException } =>
            "Không lập được kết nối an toàn. Hãy kiểm tra tên máy chủ, cổng và kiểu bảo mật.",
        { InnerException: NotSupportedException } =>
            "Máy chủ thư không có kiểu bảo mật này ở cổng này. Hãy chọn kiểu khác hoặc cổng khác.",
        { InnerException: SmtpCommandException } =>
            "Máy chủ thư trả lời nhưng không nhận thư từ máy này hoặc từ địa chỉ gửi này. Hãy hỏi người quản trị máy chủ thư.",
        { InnerException: null } =>
            "Chưa đăng nhập được vào máy chủ thư. Hãy kiểm tra tên đăng nhập, mật khẩu và kiểu bảo mật.",
        _ => "Không kết nối được tới máy chủ thư. Hãy kiểm tra tên máy chủ, cổng và mạng.",
    };
}
