using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Installation.Configuring;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Pages;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Desk;

/// <summary>
/// Leads an administrator from a service that was just installed to its first mails, one step a page; later the same pages are the
/// settings.
/// </summary>
internal sealed partial class SetupPages(
    PageRoutes pages,
    SetupState state,
    SetupSettings settings,
    SetupStart start,
    FirstWeeks weeks,
    Restart restart,
    TimeProvider time,
    ILogger<SetupPages> logger) : IEndpoints, IOverviewCard
{
    public const string Path = "/setup";
    public const string Office = "/setup/office";
    public const string Mailbox = "/setup/mailbox";
    public const string Inbox = "/setup/inbox";
    public const string Weeks = "/setup/weeks";
    public const string Start = "/setup/start";
    private const string RestartPath = "/setup/restart";
    private const string DemoPath = "/setup/demo";
    private const int LongestAddress = 254;

    private static readonly (string, string)[] Securities =
    [
        ("tls", "TLS ngay từ đầu, thường là cổng 993 (nên chọn)"), ("starttls", "STARTTLS, thường là cổng 143"),
        ("none", "Không (chỉ khi máy chủ thư là chính máy này)"),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, Path, ListAsync, Right.Administer).WithMetadata(new OfTheMachine());
        Ask(Office, OfficeAsync, SaveOfficeAsync);
        Ask(Mailbox, MailboxAsync, SaveMailboxAsync);
        Ask(Inbox, InboxAsync, SaveInboxAsync);
        pages.Show(routes, Weeks, WeeksAsync, Right.Administer).WithMetadata(new OfTheMachine());
        Ask(Start, StartAsync, ReleaseAsync);
        pages.Decide(routes, DemoPath, DemoAsync, Right.Administer).WithMetadata(new OfTheMachine());
        pages.Fill(routes, RestartPath, RestartAsync, Right.Administer).WithMetadata(new OfTheMachine());

        void Ask(
            string path, Func<HttpContext, PageForm, Task<Page?>> show, Func<HttpContext, PageForm, Task<(Confirmation, string)>> take)
        {
            foreach (var route in pages.Ask(routes, path, show, take, Right.Administer))
                route.WithMetadata(new OfTheMachine());
        }
    }

    /// <inheritdoc/>
    public async Task<Html> ShowAsync(SignedIn who, CancellationToken token)
    {
        if (!who.May(Right.Administer) || !who.IsForAll || await state.HasBegunAsync(token))
            return default;
        var next = (await state.StepsAsync(token)).FirstOrDefault(step => step is { IsDone: false, IsOptional: false });
        return Html.Of($"""
            <section class="card warning" aria-labelledby="setup"><h2 id="setup">Chưa gửi thư nào</h2>
            <p>Còn vài bước nữa thì máy bắt đầu nhắc.{(next is null ? "" : $" Bước tiếp theo: {next.Name}.")}</p>
            <p><a class="button" href="{Path}">Làm tiếp</a></p></section>
            """);
    }

    private async Task<Page?> ListAsync(HttpContext context)
    {
        Language.SayForTheOffice();
        var steps = await state.StepsAsync(context.RequestAborted);
        var begun = await state.HasBegunAsync(context.RequestAborted);
        var now = steps.FirstOrDefault(step => step is { IsDone: false, IsOptional: false });
        return new(begun ? "Cài đặt" : "Bắt đầu", Html.Of($"""
            <h1>{(begun ? "Cài đặt" : "Từ lúc cài xong đến thư đầu tiên")}</h1>
            {(begun ? default : Html.Of($"<p>Làm lần lượt; bước nào cũng bỏ dở rồi quay lại được.</p>"))}
            <ol class="cards steps">{steps.Index().Select(each => Html.Of($"""
                <li class="card"><h2>{each.Index + 1}. <a href="{each.Item.Path}">{each.Item.Name}</a></h2>
                <p>{Badge(each.Item, now, begun)} {Html.Data(each.Item.Says)}</p></li>
                """))}</ol>
            {Pending(context)}
            {(steps.Any(step => step is { Path: UploadPages.Path, IsDone: false }) ? Html.Of($"""
                <details><summary>Chưa có kế hoạch, chỉ muốn xem thử</summary>
                <p>Nạp kế hoạch năm 2022 của một xã làm mẫu. Địa chỉ trong đó không của ai và năm 2022 đã qua, nên không thư nào đi; nó ở
                lại trong danh sách kế hoạch.</p>
                {pages.Button(context, DemoPath, Html.Of($"Nạp kế hoạch mẫu"), "second", Right.Administer)}</details>
                """) : default)}
            """));
    }

    private static Html Badge(SetupStep step, SetupStep? now, bool begun) =>
        step.IsDone ? Parts.Badge(Parts.Tone.Good, "Xong")
        : step == now ? Parts.Badge(Parts.Tone.Warning, "Làm bây giờ")
        : Parts.Badge(Parts.Tone.Quiet, step.IsOptional ? "Tùy chọn" : begun ? "Chưa làm" : "Sau");

    // Settings are read at the start: a service that is started anew by its manager takes them then.
    private Html Pending(HttpContext context) => !settings.IsPending ? default : Html.Of($"""
        <section class="card warning" aria-labelledby="pending"><h2 id="pending">Cài đặt mới chưa được dùng</h2>
        <p>Dịch vụ đọc cài đặt khi khởi động. Bấm nút thì nó làm xong việc đang làm, tự dừng và chạy lại với cài đặt mới, lâu nhất khoảng
        một phút; không thư nào bị mất hay gửi hai lần.</p>
        {pages.Button(context, RestartPath, Html.Of($"Khởi động lại dịch vụ"), "", Right.Administer)}</section>
        """);

    private Task<Page?> RestartAsync(HttpContext context, PageForm form)
    {
        Log.Restarts(logger, Gate.Who(context).By);
        // When the answer has left.
        context.Response.OnCompleted(() =>
        {
            restart.Ask();
            return Task.CompletedTask;
        });
        context.Response.Headers["Refresh"] = $"15; url={Path}";
        return Task.FromResult<Page?>(new("Đang khởi động lại", Html.Of($"""
            <h1>Đang khởi động lại</h1>
            <p>Trang tự mở lại sau mười lăm giây. Chưa mở được thì đợi một phút rồi bấm <a href="{Path}">Về các bước</a>.</p>
            """)) { HasMenu = false });
    }

    private Task<Page?> OfficeAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        return Task.FromResult<Page?>(FormPage(context, form, Office, "Cơ quan ban hành", Html.Of($"""
            <p>Báo cáo tuần mang phần đầu và chữ ký này. Địa danh và tên Ban Chỉ đạo lấy từ kế hoạch.</p>
            """), Html.Of($"{SetupQuestions.Fields(form, SetupQuestions.Office, settings.Draft())}"), "Lưu"));
    }

    private Page FormPage(HttpContext context, PageForm form, string path, string title, Html intro, Html fields, string button) =>
        new(title, Html.Of($"""
            {Parts.Back(Path, "Các bước")}
            <h1>{title}</h1>
            {intro}
            {form.Fault()}
            {pages.Form(context, path, "order", fields, Html.Of($"{button}"), Right.Administer)}
            """));

    private async Task<(Confirmation, string)> SaveOfficeAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var draft = settings.Draft();
        SetupQuestions.Take(form, SetupQuestions.Office, draft);
        if (form.IsRefused)
            return default;
        Check(form, draft, "Report", "Alerts");
        return form.IsRefused ? default : await SaveAsync(context, form, SetupQuestions.Answers(SetupQuestions.Office, draft));
    }

    private Task<Page?> MailboxAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var draft = settings.Draft();
        return Task.FromResult<Page?>(FormPage(context, form, Mailbox, "Hộp thư gửi", Html.Of($"""
            <p>Bấm nút thì máy thử đăng nhập ngay, gửi một thư thật cho địa chỉ ghi ở cuối, rồi mới lưu. Gmail: dùng mật khẩu ứng dụng.</p>
            """), Html.Of($"""
            {SetupQuestions.Fields(form, SetupQuestions.Mailbox, draft)}
            {form.Text("to", "Gửi thư thử đến", LongestAddress, "Địa chỉ của chính mình. Để trống thì chỉ thử đăng nhập.", "email", false)}
            {(form.IsRefused
                ? form.Boxes("anyway", "Nếu máy chủ thư chưa sẵn sàng", [("1", Html.Of($"Lưu mà không thử"))]) : default)}
            """), "Thử rồi lưu"));
    }

    private async Task<(Confirmation, string)> SaveMailboxAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var token = context.RequestAborted;
        var draft = settings.Draft();
        draft.Set("Mail:Transport", "smtp");
        SetupQuestions.TakeMailbox(form, draft);
        var to = form["to"].Trim();
        if (to.Length > 0 && !MailAddress.IsValid(to))
            form.Refuse("to", MailAddress.Fault(to).Vietnamese);
        if (!form.IsRefused)
            Check(form, draft, "Smtp", "Mail", "OAuth");
        if (form.IsRefused)
            return default;
        var answers = SetupQuestions.Answers(SetupQuestions.Mailbox, draft)
            .Append(new("Mail:Transport", "smtp")).ToList();
        var isTried = form.Ticked("anyway").Count == 0;
        if (isTried)
        {
            foreach (var step in SetupQuestions.Trials)
            {
                if (await TryAsync(step, draft, token) is { } refusal)
                {
                    form.Refuse("", refusal);
                    return default;
                }
            }

            if (to.Length > 0)
            {
                await using var services = ServiceFactory.Create(settings.With(draft, answers), time);
                var answer = await services.GetRequiredService<TestMail>().SendAsync(to, Gate.Who(context).By, token);
                if (!answer.IsAccepted)
                {
                    form.Refuse("to", answer.Words.Vietnamese);
                    return default;
                }
            }
        }

        return await SaveAsync(context, form, answers, isTried && to.Length > 0 ? "setup-sent" : "setup-saved");
    }

    // A service must start with what is saved.
    private static void Check(PageForm form, Draft draft, params string[] sections)
    {
        foreach (var fault in SettingsCheck.Faults(draft.Settings(sections.Contains)))
            form.Refuse("", fault.Vietnamese);
    }

    private static async Task<string?> TryAsync(Step step, Draft draft, CancellationToken token)
    {
        try
        {
            return await step.TryAsync(draft, token) is { } refusal ? refusal.Words : null;
        }
        catch (SettingsException e)
        {
            return string.Join(' ', e.Faults.Select(fault => fault.Vietnamese));
        }
    }

    private Task<Page?> InboxAsync(HttpContext context, PageForm form)
    {
        var draft = settings.Draft();
        var other = OtherSource(draft);
        form.At("source", other.Length > 0 ? other : draft["Inbox:Source"] is "imap" ? "imap" : "none");
        foreach (var (name, setting) in new[] { ("host", "Inbox:Host"), ("user", "Inbox:User"), ("security", "Inbox:Security") })
            form.At(name, draft[setting]);
        return Task.FromResult<Page?>(FormPage(context, form, Inbox, "Hộp thư nhận trả lời", Html.Of($"""
            <p>Máy đọc thư trả lời của các đơn vị ở hộp thư này bằng IMAP. Thường là chính hộp thư gửi. Sau khi khởi động lại, thử ở cuối
            trang <a href="/inbox">Thư chờ đọc</a>: máy gửi một thư vào hộp thư rồi tìm lại.</p>
            """), Html.Of($"""
            {form.Choice("source", "Đọc thư trả lời", [
                ("none", "Không: đơn vị trả lời cho chuyên trách"),
                ("imap", "Đọc hộp thư bằng IMAP"),
                .. other.Length > 0 ? new[] { (other, "Như tệp cài đặt đã ghi; giữ nguyên") } : [],
            ])}
            {form.Text("host", "Tên máy chủ nhận thư (IMAP)", LongestAddress, "Như imap.xa.gov.vn.", isNeeded: false)}
            {form.Choice("security", "Kiểu bảo mật", Securities)}
            {form.Text("user", "Tên đăng nhập", LongestAddress, "Để trống: như hộp thư gửi.", isNeeded: false)}
            {SetupQuestions.Secret(
                form, "password", "Mật khẩu", HasPassword(draft, "Inbox"), "Để trống: mật khẩu của hộp thư gửi, nếu cùng máy chủ.")}
            """), "Lưu"));
    }

    private async Task<(Confirmation, string)> SaveInboxAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var draft = settings.Draft();
        var (isUsed, host, other) = (form["source"] == "imap", form["host"].Trim(), OtherSource(draft));
        if (isUsed && host.Length == 0)
            form.Refuse("host", "ghi tên máy chủ nhận thư.");
        if (!Securities.Any(each => each.Item1 == form["security"]))
            form.Refuse("security", "chọn một kiểu bảo mật.");
        if (form["password"].Length == 0 && IsElsewhere(draft, host, form["security"]))
            form.Refuse("password", SetupQuestions.OtherServer);
        if (form.IsRefused)
            return default;
        var answers = new List<KeyValuePair<string, string>>
        {
            new("Inbox:Source", isUsed ? "imap" : other.Length > 0 && form["source"] == other ? other : "none"),
            new("Inbox:Host", host),
            new("Inbox:Security", form["security"]),
            new("Inbox:User", form["user"].Trim()),
        };
        if (form["password"].Length > 0)
            answers.Add(new("Inbox:Password", form["password"]));
        foreach (var (key, value) in answers)
            draft.Set(key, value);
        Check(form, draft, "Inbox", "Smtp", "Mail");
        return form.IsRefused ? default : await SaveAsync(context, form, answers);
    }

    // One that the page does not offer, as a folder; empty for none.
    private static string OtherSource(Draft draft) => draft["Inbox:Source"] is not ("imap" or "none") and var source ? source : "";

    private static bool HasPassword(Draft draft, string section) => Secret.Ways.Any(way => draft[$"{section}:Password{way}"].Length > 0);

    // Whether a password that is kept would go where it has not gone, or go openly. Also asked where nothing is read yet: the next
    // answer would find the server known. The sending mailbox's password is the inbox's too, where that has none.
    private static bool IsElsewhere(Draft draft, string host, string security)
    {
        var hasOwn = HasPassword(draft, "Inbox");
        bool Is(string setting) => host.Equals(draft[setting], StringComparison.OrdinalIgnoreCase);
        return (hasOwn || HasPassword(draft, "Smtp"))
            && ((host.Length > 0 && !Is("Inbox:Host") && (hasOwn || !Is("Smtp:Host")))
                || (security == "none" && draft["Inbox:Security"] != "none"));
    }

    private async Task<(Confirmation, string)> SaveAsync(
        HttpContext context, PageForm form, IEnumerable<KeyValuePair<string, string>> answers, string said = "setup-saved")
    {
        try
        {
            await settings.SaveAsync(answers, context.RequestAborted);
            Log.Saved(logger, Gate.Who(context).By, context.Request.Path.Value!.Split('/')[^1]);
            return (new(said), Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            form.Refuse("", $"không lưu được cài đặt: {SystemWords.InVietnamese(e)}");
            return default;
        }
    }

    private async Task<Page?> WeeksAsync(HttpContext context)
    {
        Language.SayForTheOffice();
        return new("Xem trước hai tuần", Html.Of($"""
            {Parts.Back(Path, "Các bước")}
            <h1>Xem trước hai tuần</h1>
            <p>Những thư sẽ gửi từ bây giờ, nếu không ai làm xong thêm việc gì và không ai nộp báo cáo: nhiều thư nhất có thể. Thư đầu tiên
            chờ người cho gửi; ở đây coi như đã cho gửi. Không thư nào đi thật.</p>
            {await weeks.ShowAsync(context.RequestAborted)}
            """));
    }

    private async Task<Page?> StartAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var (ready, campaigns) = await start.StandAsync(Gate.Who(context), context.RequestAborted);
        return new("Bắt đầu gửi", Html.Of($"""
            {Parts.Back(Path, "Các bước")}
            <h1>Bắt đầu gửi</h1>
            {form.Fault()}
            <ul class="cards">{ready.Select(each => Html.Of($"""
                <li class="card">{(each.IsWell ? Parts.Badge(Parts.Tone.Good, "Được") : Parts.Badge(Parts.Tone.Warning, "Chưa"))}
                {Html.Data(each.Says)}
                {(each.Path.Length > 0 && !each.IsWell ? Html.Of($"""<a href="{each.Path}">Làm bước này</a>""") : default)}</li>
                """))}</ul>
            {Pending(context)}
            {campaigns.Select(campaign => Html.Of($"""
                <section class="card"><h2>{Html.Data(campaign.Name)}</h2>
                <p>{(campaign.Held > 0 ? $"{campaign.Held} thư đang chờ ở trang Tổng quan."
                    : "Chưa đến giờ lập thư; thư đầu tiên sẽ tự đi khi đến giờ.")}
                Mỗi đơn vị nhận một thư theo số liệu lúc đó.</p>
                {(ready.All(each => each.IsWell) ? pages.Form(
                    context, Start, "", PageRoutes.Hidden("campaign", $"{campaign.Id}"), Html.Of($"Bắt đầu gửi")) : default)}</section>
                """))}
            {(campaigns.Count == 0 && ready.All(each => each.IsWell) ? Html.Of($"<p>Không còn kế hoạch nào chờ cho gửi.</p>") : default)}
            """));
    }

    private async Task<(Confirmation, string)> ReleaseAsync(HttpContext context, PageForm form)
    {
        var who = Gate.Who(context);
        // To let mails go is the specialist's, whoever may set up.
        if (!who.May(Right.Decide))
            throw new BadHttpRequestException("Not this role's.", StatusCodes.Status403Forbidden);
        var (ready, campaigns) = await start.StandAsync(who, context.RequestAborted);
        if (ready.FirstOrDefault(each => !each.IsWell) is { } lacking)
            throw new PageRefusedException("", lacking.Says);
        if (campaigns.FirstOrDefault(each => $"{each.Id}" == form["campaign"]) is not { } campaign)
            return (new("started"), Path);
        var made = await start.ReleaseAsync(campaign.Id, Gesture.AtDesk(who.By), context.RequestAborted);
        Log.Started(logger, who.By, campaign.Id, made.Changed);
        return (new("started", made.Changed, made.Changed), Path);
    }

    private async Task<(Confirmation, string)> DemoAsync(HttpContext context)
    {
        Language.SayForTheOffice();
        var who = Gate.Who(context);
        if (!who.May(Right.Decide))
            throw new BadHttpRequestException("Not this role's.", StatusCodes.Status403Forbidden);
        await start.ImportDemoAsync(Gesture.AtDesk(who.By), context.RequestAborted);
        return (new("demo"), "/campaigns");
    }

    private static partial class Log
    {
        [LoggerMessage(634, LogLevel.Information, "{By} on the page: settings saved, {What}")]
        public static partial void Saved(ILogger logger, string by, string what);

        [LoggerMessage(635, LogLevel.Information, "{By} on the page: the service is to start anew with its new settings")]
        public static partial void Restarts(ILogger logger, string by);

        [LoggerMessage(636, LogLevel.Information, "{By} on the page: sending of campaign {Campaign} begins, {Count} messages released")]
        public static partial void Started(ILogger logger, string by, int campaign, int count);
    }
}
