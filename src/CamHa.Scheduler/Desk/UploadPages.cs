using System.Globalization;
using System.Text;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;
using CamHa.Scheduler.Web.Pages;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Desk;

/// <summary>
/// A plan that comes as a file or as pasted text: it waits, is looked through, shown with what it would change, and written by one button.
/// </summary>
internal sealed partial class UploadPages(
    PageRoutes pages,
    WaitingUploads uploads,
    UploadLook look,
    UploadMails mails,
    Database database,
    OutboxSignal signal,
    ILogger<UploadPages> logger) : IEndpoints
{
    public const string Path = "/plan";
    private const string One = "/plan/uploads/{upload:length(32)}";
    private const string Key = "gesture";
    private const string Mark = "mark";

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Ask(routes, Path, ShowAsync, TakeAsync, Right.Decide, Right.Look)[1].WithMetadata(new TakesFile());
        _ = pages.Ask(routes, One, LookAsync, ApplyAsync, Right.Decide).ToList();
        pages.Ask(routes, $"{One}/columns", ColumnsAsync, SayAsync, Right.Decide)[1].WithMetadata(new LargeForm());
        pages.Show(routes, $"{One}/mails", MailsAsync, Right.Decide);
        pages.Decide(routes, $"{One}/drop", DropAsync);
        routes.MapReading($"{One}/faults", FaultsAsync).WithMetadata(new Needs(Right.Decide));
    }

    private static string PathOf(Upload upload) => $"{Path}/uploads/{upload.Id}";

    private Upload? Find(HttpContext context) =>
        uploads.Find(Gate.Who(context), (string)context.Request.RouteValues["upload"]!);

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var who = Gate.Who(context);
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        var campaigns = (await CampaignStore.AllAsync(session, context.RequestAborted)).FindAll(each => who.Sees(each.Id));
        var asked = Parts.Number(context, "campaign");
        form.At("campaign", $"{campaigns.Find(each => each.Id == asked)?.Id ?? campaigns.LastOrDefault()?.Id}");
        var waiting = who.May(Right.Decide) ? uploads.Of(who) : [];
        return new("Nạp và xuất", Html.Of($"""
            <h1>Nạp và xuất kế hoạch</h1>
            {form.Fault()}
            {(who.May(Right.Decide) ? Html.Of($"""
                <h2>Nạp kế hoạch</h2>
                <p>Chưa ghi gì ngay: trang cho xem từng chỗ sẽ đổi rồi mới hỏi.</p>
                {pages.FileForm(context, Path, "order", Fields(form, campaigns, who))}
                """) : default)}
            {(waiting.Count == 0 ? default : Html.Of($"""
                <h2>Tệp đang chờ</h2>
                <ul class="cards">{waiting.Select(each => Html.Of($"""
                    <li class="card"><a href="{PathOf(each)}">{Html.Data(each.Name)}</a></li>
                    """))}</ul>
                <p class="quiet">Tệp chờ được giữ một ngày, chỉ tài khoản đã gửi mở được.</p>
                """))}
            {ExportPages.Links(campaigns)}
            """));
    }

    private static Html Fields(PageForm form, List<Campaign> campaigns, SignedIn who)
    {
        var choices = campaigns.Select(each => (each.Id.ToString(CultureInfo.InvariantCulture), $"{each.Name} ({each.Code})"));
        var more = who.IsForAll ? new[] { ("", campaigns.Count == 0 ? "Kế hoạch đầu tiên" : "Kế hoạch mới, theo tệp mẫu") } : [];
        return Html.Of($"""
            {form.Choice("campaign", "Kế hoạch", choices.Concat(more), "Tệp theo mẫu tự ghi là của kế hoạch nào.")}
            <div><label for="plan">Tệp Excel, Word hoặc CSV</label>
            <p class="quiet" id="plan-hint">.xlsx, .xlsm, .xls, .docx hoặc .csv, nặng nhất {TakesFile.Most} MB.</p>
            <input id="plan" name="plan" type="file" aria-describedby="plan-hint"
            accept=".xlsx,.xlsm,.xls,.docx,.docm,.csv,.txt,.tsv"></div>
            {form.Lines("text", "Hoặc dán bảng chép từ Excel hay Word", 6, "Chọn cả bảng, có dòng tiêu đề, chép rồi dán vào đây.")}
            <button>Xem trước</button>
            """);
    }

    private async Task<(Confirmation, string)> TakeAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var sent = (await context.Request.ReadFormAsync(context.RequestAborted)).Files.GetFile("plan");
        var text = form["text"];
        if (sent is not { Length: > 0 } && text.Trim().Length == 0)
        {
            throw new PageRefusedException(
                "", sent is { FileName.Length: > 0 } ? WorkbookWords.EmptyFile : "chọn một tệp, hoặc dán bảng vào ô.");
        }

        int? campaign = int.TryParse(form["campaign"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        if (!Upload.IsFor(campaign, Gate.Who(context)))
            throw new BadHttpRequestException("No such campaign.", StatusCodes.Status404NotFound);
        await using var content = sent is { Length: > 0 } ? sent.OpenReadStream() : new MemoryStream(Encoding.UTF8.GetBytes(text));
        var name = sent is { Length: > 0 } ? PlanFile.NameOf(sent.FileName) : "bảng đã dán";
        try
        {
            var upload = await uploads.KeepAsync(
                Gate.Who(context), new() { Name = name, Campaign = campaign }, content, context.RequestAborted);
            return (default, PathOf(upload));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, e);
            throw new PageRefusedException("", "không giữ được tệp trên máy chủ: ổ đĩa đầy hoặc quá nhiều tệp đang chờ. Thử lại sau.");
        }
    }

    private async Task<Page?> LookAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        if (Find(context) is not { } upload)
            return Gone(context);
        var choices = UploadChoices.Of(context, form);
        var looked = await look.AtAsync(upload, choices.Wish(Gate.Who(context)) with { IsDryRun = true }, context.RequestAborted);
        return looked.Result is not { } result
            ? await AskAsync(context, PageForm.Empty(), upload, looked.Guessed!, looked.Guessed!.Faults)
            : new($"Xem trước: {upload.Name}", Html.Of($"""
                {Parts.Back(Path, "Nạp và xuất")}
                <h1>Xem trước: {Html.Data(upload.Name)}</h1>
                {form.Fault()}
                {(looked.Guessed is null ? default : Html.Of($"""<p><a href="{PathOf(upload)}/columns">Xem lại cách hiểu bảng</a></p>"""))}
                {(result.IsApplied ? Difference(context, upload, looked, result, choices) : UploadViews.Faults(result.Errors, choices))}
                {(!result.IsApplied && looked.Source is WorkbookFile ? Html.Of($"""
                    <p><a href="{PathOf(upload)}/faults" download>Tải tệp Excel có ghi chú ở từng ô sai</a>: sửa trong tệp đó rồi nạp
                    lại.</p>
                    """) : default)}
                {UploadViews.Warnings(result.Warnings)}
                {pages.Button(context, $"{PathOf(upload)}/drop", Html.Of($"Bỏ tệp này"), "second")}
                """));
    }

    private Html Difference(HttpContext context, Upload upload, Looked looked, ImportResult result, UploadChoices choices) => Html.Of($"""
        {(result.Campaign.Length == 0 ? default : Html.Of($"<p>Kế hoạch {Html.Data(result.Campaign)}.</p>"))}
        {UploadViews.Counts(result.Files, looked.Names)}
        {UploadViews.Rows(result.Files, looked.Names)}
        {UploadViews.Missing(result.Files, looked.Names, choices)}
        {(result.IsLarge ? Html.Of($"""
            <p>{Parts.Badge(Parts.Tone.Warning, "Thay đổi nhiều")} Sau khi ghi, các thư nhắc tiếp theo được giữ lại ở trang Tổng quan chờ
            người xem.</p>
            """) : default)}
        {(UploadViews.IsNothing(result.Files) ? Html.Of($"<p><b>Tệp không khác gì kế hoạch đang có.</b></p>") : Html.Of($"""
            <p><a href="{PathOf(upload)}/mails{choices.Query()}">Xem thư nào của bảy ngày tới sẽ thêm, đổi hoặc bớt</a></p>
            {pages.Form(context, PathOf(upload), "", Html.Of($"""
                {PageRoutes.Hidden(Key, Gesture.NewKey())}{PageRoutes.Hidden(Mark, result.Mark)}{choices.Hidden()}
                """), Html.Of($"Ghi vào kế hoạch"))}
            """))}
        """);

    private async Task<(Confirmation, string)> ApplyAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        var key = $"desk-{form.Key(Key)}";
        if (await MadeAsync(key, context.RequestAborted) is { } made)
            return (Confirmation.OfChange("plan", made), Path);
        if (Find(context) is not { } upload)
            throw new BadHttpRequestException("No such file.", StatusCodes.Status404NotFound);
        var who = Gate.Who(context);
        var wish = UploadChoices.Of(context, form).Wish(who) with
        {
            By = Gesture.AtDesk(who.By) with { Key = key },
            Shown = form[Mark],
        };
        var looked = await look.AtAsync(upload, wish, context.RequestAborted);
        if (looked.Result is not { } result)
            return (default, $"{PathOf(upload)}/columns");
        if (result.IsStale)
        {
            throw new PageRefusedException("", "có người vừa sửa kế hoạch sau khi trang được mở, nên tệp sẽ đổi khác với điều đã xem. Chưa "
                + "ghi gì. Dưới đây là như bây giờ; xem lại, vẫn đúng thì bấm lần nữa.");
        }

        if (!result.IsApplied)
        {
            // Where two pressed at once, the second finds the file gone.
            return await MadeAsync(key, context.RequestAborted) is { } other ? (Confirmation.OfChange("plan", other), Path)
                : throw new PageRefusedException("", "chưa ghi gì, vì những lỗi dưới đây.");
        }

        uploads.Drop(upload);
        signal.Wake();
        Log.Made(logger, who.By, result.ChangeId ?? 0);
        return result.ChangeId is not { } change ? (new("plan-same"), Path)
            : (Confirmation.OfChange(result.IsFirst ? "plan-first" : result.IsLarge ? "plan-held" : "plan", change), Path);
    }

    private async Task<long?> MadeAsync(string key, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await ChangeRecord.FindAsync(session, key, token);
    }

    private async Task<Page?> ColumnsAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        if (Find(context) is not { } upload)
            return Gone(context);
        try
        {
            return await look.GuessAsync(upload, upload.Said, context.RequestAborted) is { Reading: not null } guessed
                ? await AskAsync(context, form, upload, guessed, []) : null;
        }
        catch (ChangeRefusedException)
        {
            // As it is told there.
            return await LookAsync(context, form);
        }
    }

    private Task<Page> AskAsync(
        HttpContext context, PageForm form, Upload upload, Import.Layouts.GuessedFile guessed, IReadOnlyList<string> faults)
    {
        var known = guessed.Remembered is null ? "Bảng này không theo mẫu" : "Kiểu bảng này đã được xác nhận, nhưng có chỗ mới chưa rõ";
        return Task.FromResult(new Page($"Cách hiểu bảng: {upload.Name}", Html.Of($"""
            {Parts.Back(Path, "Nạp và xuất")}
            <h1>Cách hiểu bảng: {Html.Data(upload.Name)}</h1>
            <p>{known}. Dưới đây là cách máy hiểu; sửa chỗ chưa đúng rồi bấm nút ở cuối. Máy nhớ cho các bảng cùng tiêu đề.</p>
            {form.Fault()}
            {faults.Select(fault => Html.Of($"""<p class="fault" role="alert">{Html.Data(DeskWords.Of(fault))}</p>"""))}
            {pages.FormOf(context, $"{PathOf(upload)}/columns", "", Html.Of($"""
                {LayoutForm.Fields(form, guessed)}
                <p class="actions"><button>Đúng như vậy, xem trước</button></p>
                """))}
            {LayoutForm.Rows(guessed.Reading!)}
            {pages.Button(context, $"{PathOf(upload)}/drop", Html.Of($"Bỏ tệp này"), "second")}
            """)));
    }

    private async Task<(Confirmation, string)> SayAsync(HttpContext context, PageForm form)
    {
        Language.SayForTheOffice();
        if (Find(context) is not { } upload)
            throw new BadHttpRequestException("No such file.", StatusCodes.Status404NotFound);
        var said = LayoutForm.Said(await context.Request.ReadFormAsync(context.RequestAborted), upload.Said);
        if (await look.GuessAsync(upload, said, context.RequestAborted) is { Faults: { Count: > 0 } faults })
            throw new PageRefusedException("", DeskWords.Of(string.Join("; ", faults)));
        uploads.Save(upload with { Said = said });
        return (default, PathOf(upload));
    }

    private async Task<Page?> MailsAsync(HttpContext context)
    {
        Language.SayForTheOffice();
        if (Find(context) is not { } upload)
            return Gone(context);
        var choices = UploadChoices.Of(context, PageForm.Empty());
        var wish = choices.Wish(Gate.Who(context));
        var looked = await look.AtAsync(upload, wish with { IsDryRun = true }, context.RequestAborted);
        return looked is not { Result: { IsApplied: true } result, Source: { } source } ? null : new("Thư sẽ đổi", Html.Of($"""
            {Parts.Back($"{PathOf(upload)}{choices.Query()}", "Xem trước")}
            <h1>Thư nào sẽ đổi</h1>
            {(result.Dry is null ? default
                : UploadViews.Mails(
                    await mails.CompareAsync(source, wish, result.Dry, context.RequestAborted), Gate.Who(context).IsForAll))}
            {(result.IsFirst ? Html.Of($"""
                <p>Thư nhắc đầu tiên của một kế hoạch chờ có người cho gửi; ở đây coi như đã cho gửi.</p>
                """) : default)}
            """));
    }

    private async Task FaultsAsync(HttpContext context)
    {
        Language.SayForTheOffice();
        if (Find(context) is { } upload)
        {
            var wish = UploadChoices.Of(context, PageForm.Empty()).Wish(Gate.Who(context)) with { IsDryRun = true };
            var looked = await look.AtAsync(upload, wish, context.RequestAborted);
            if (looked is { Result.IsApplied: false, Source: WorkbookFile })
            {
                try
                {
                    using var marked = await look.MarkedAsync(upload, looked.Result.Errors, context.RequestAborted);
                    var extension = System.IO.Path.GetExtension(upload.Name) is ".xlsm" ? ".xlsm" : ".xlsx";
                    await Download.WriteAsync(context, $"{System.IO.Path.GetFileNameWithoutExtension(upload.Name)}-loi{extension}", marked);
                    return;
                }
                catch (RefusedWorkbookException)
                {
                    // What cannot be written into is told on the page.
                }
            }
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private Task<(Confirmation, string)> DropAsync(HttpContext context)
    {
        if (Find(context) is { } upload)
            uploads.Drop(upload);
        return Task.FromResult((new Confirmation("plan-dropped"), Path));
    }

    private static Page Gone(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return new("Không có tệp này", Html.Of($"""
            <h1>Không có tệp này</h1>
            <p>Tệp đã được ghi hoặc đã bỏ, đã quá một ngày, hoặc do tài khoản khác gửi. <a href="{Path}">Nạp lại</a></p>
            """));
    }

    private static partial class Log
    {
        [LoggerMessage(632, LogLevel.Information, "{By} on the page: a plan was imported, change {Id}")]
        public static partial void Made(ILogger logger, string by, long id);

        [LoggerMessage(633, LogLevel.Warning, "A file that was sent to the page cannot be kept")]
        public static partial void NotKept(ILogger logger, Exception exception);
    }
}
