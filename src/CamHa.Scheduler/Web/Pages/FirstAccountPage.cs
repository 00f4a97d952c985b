using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// Makes the first account, with a code that only somebody at the machine can read: otherwise another user of a shared machine could
/// take the page.
/// </summary>
public sealed class FirstAccountPage(
    PageRoutes pages, AccountStore accounts, Logins logins, FirstCodeFile file) : IEndpoints
{
    /// <summary>The page's address.</summary>
    public const string Path = "/first-account";

    public void Map(IEndpointRouteBuilder routes) => pages.Ask(routes, Path, ShowAsync, MakeAsync, Right.Look);

    /// <summary>What the first page says while there is no account.</summary>
    internal static Html Invitation() => Html.Of($"""
        <section class="card warning" aria-labelledby="accounts"><h2 id="accounts">Chưa có tài khoản nào</h2>
        <p>Ai dùng máy này cũng vào được trang. Lập tài khoản đầu tiên thì từ đó trang hỏi tên và mật khẩu, và sổ thay đổi ghi ai đã
        sửa.</p>
        <p><a href="{Path}">Lập tài khoản đầu tiên</a></p></section>
        """);

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        if (await accounts.AnyAsync(context.RequestAborted))
            return null;
        await file.WriteAsync(context.RequestAborted);
        var where = file.Place is { } place
            ? $"Nằm trong tệp {place} trên máy chủ, chỉ người quản trị máy đọc được; hoặc gõ camha account code."
            : "Gõ camha account code trên máy chủ, bằng quyền của dịch vụ.";
        return new("Tài khoản đầu tiên", Html.Of($"""
            {Parts.Back("/", "Tổng quan")}
            <h1>Tài khoản đầu tiên</h1>
            <p>Tài khoản này là Quản trị và Chuyên trách: làm được mọi việc, và lập tài khoản cho người khác.</p>
            {form.Fault()}
            {pages.Form(context, Path, "order", Html.Of($"""
            {form.Text("code", "Mã lập tài khoản", 20, where)}
            {form.Text("name", "Tên đăng nhập", AccountRule.LongestName, "Chữ thường không dấu, như chuyen-trach.", "username")}
            {form.Text("person", "Họ tên hoặc chức danh", AccountRule.LongestPerson, "", "name")}
            {AccountPages.NewPassword(form)}
            """), Html.Of($"Lập tài khoản"), Right.Look)}
            """));
    }

    private async Task<(Confirmation, string)> MakeAsync(HttpContext context, PageForm form)
    {
        logins.CountTry(context);
        await accounts.CheckFirstCodeAsync(form["code"], context.RequestAborted);
        logins.ForgetTries(context);
        var account = await accounts.AddFirstAsync(form["name"], form["person"], AccountPages.Typed(form), context.RequestAborted);
        file.Delete();
        await logins.OpenAsync(context, account);
        return (new("account-first"), "/");
    }
}
