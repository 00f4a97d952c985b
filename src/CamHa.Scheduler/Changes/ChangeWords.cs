using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>What is said of a change that cannot be made. What is wrong comes first, what to do instead follows.</summary>
internal static class ChangeWords
{
    public static string NothingChanges => Language.Say(
        "không có gì thay đổi: dữ liệu đã như vậy.", "nothing changes: the data is so already.");

    public static string CampaignNeeded(IEnumerable<string> codes) => Language.Say(
        $"có nhiều kế hoạch ({string.Join(", ", codes)}); ghi thêm --campaign MÃ.",
        $"there are several campaigns ({string.Join(", ", codes)}); add --campaign CODE.",
        $"có nhiều kế hoạch ({string.Join(", ", codes)}); chọn kế hoạch.");

    public static string NoCampaignYet => Language.Say(
        "chưa có kế hoạch nào; nạp kế hoạch trước: camha import.", "there is no campaign yet; import one first: camha import.",
        "chưa có kế hoạch nào; nhờ người cài đặt nạp kế hoạch trước.");

    public static string NoCampaign(string code, IEnumerable<string> codes) => Language.Say(
        $"không có kế hoạch “{code}”; đang có: {string.Join(", ", codes)}.",
        $"there is no campaign '{code}'; there are: {string.Join(", ", codes)}.");

    public static string NoUnit(string value, string near) => near.Length == 0
        ? Language.Say($"không có đơn vị “{value}”.", $"there is no unit '{value}'.")
        : Language.Say($"không có đơn vị “{value}”; có phải là {near}?", $"there is no unit '{value}'; did you mean {near}?");

    public static string NoAssignment(string value, string? nearest) => nearest is null
        ? Language.Say($"không có nhiệm vụ “{value}”.", $"there is no assignment '{value}'.")
        : Language.Say(
            $"không có nhiệm vụ “{value}”; có phải là {nearest}?", $"there is no assignment '{value}'; did you mean {nearest}?");

    public static string NoPart(string assignment, string unit, IEnumerable<string> parts) => Language.Say(
        $"nhiệm vụ {assignment} không giao cho {unit}; các đơn vị được giao: {string.Join(", ", parts)}.",
        $"{unit} has no part in {assignment}; those who have: {string.Join(", ", parts)}.");

    public static string Ended(string code) => Language.Say(
        $"{code} đã kết thúc; muốn dùng lại thì nạp lại với cột “Đang dùng” là Có.",
        $"{code} has ended; to use it again, import it with 1 in the column active.");

    public static string NoContact(string unit, string address, IEnumerable<string> addresses) => Language.Say(
        $"{unit} không có địa chỉ {address}; đang có: {Listed(addresses)}.",
        $"{unit} has no address {address}; it has: {Listed(addresses)}.");

    public static string NotClosed(string address, IEnumerable<string> closed) => Language.Say(
        $"địa chỉ {address} không bị đóng; đang bị đóng: {Listed(closed)}.",
        $"the address {address} is not closed; closed are: {Listed(closed)}.");

    public static string WhichContact(string unit, IEnumerable<string> addresses) => Language.Say(
        $"{unit} có mấy địa chỉ nhận thư ({Listed(addresses)}); ghi thêm --old ĐỊA-CHỈ để chỉ địa chỉ bị thay.",
        $"{unit} has {Listed(addresses)} to write to; add --old ADDRESS for the one that is replaced.",
        $"{unit} có mấy địa chỉ nhận thư ({Listed(addresses)}); chọn địa chỉ bị thay.");

    public static string ContactIsThere(string unit, string address) => Language.Say(
        $"{address} đã là địa chỉ của {unit}; ghi địa chỉ khác, hoặc đổi cách nhận của địa chỉ này bằng nạp tệp.",
        $"{address} is an address of {unit} already; write another, or change how it is used by an import.");

    public static string NoSubmission(string unit, string week, IEnumerable<string> times) => Language.Say(
        $"{unit} không có báo cáo tuần {week} như vậy; đang có: {Listed(times)}.",
        $"{unit} has no such submission of {week}; there are: {Listed(times)}.");

    public static string SubmissionIsThere(string unit, string week, string at) => Language.Say(
        $"{unit} đã có báo cáo tuần {week} nhận lúc {at}; thay nội dung thì rút bản đó trước: camha submission withdraw.",
        $"{unit} has a submission of {week} received at {at} already; withdraw it first: camha submission withdraw.",
        $"{unit} đã có báo cáo tuần {week} nhận lúc {at}; thay nội dung thì rút bản đó trước.");

    public static string WeekNotBegun(string week, DateOnly begins, string at, string weekThen) => Language.Say(
        $"tuần {week} bắt đầu ngày {Language.Say(begins)}, sau lúc nhận ({at}); xem lại tuần và năm. Lúc đó là tuần {weekThen}.",
        $"the week {week} begins on {Language.Say(begins)}, after it was received ({at}); look at week and year. It was {weekThen} then.");

    public static string Replaces(string unit, string week, string earlier) => Language.Say(
        $"{unit} đã có báo cáo tuần {week} nhận lúc {earlier}; báo cáo dùng bản mới này, bản cũ vẫn được giữ.",
        $"{unit} has a submission of {week} received at {earlier}; the reports use this newer one, and the old one is kept.");

    public static string StaysBehind(string unit, string week, string later) => Language.Say(
        $"{unit} đã có báo cáo tuần {week} nhận sau bản này, lúc {later}; báo cáo vẫn dùng bản đó.",
        $"{unit} has a submission of {week} received later, at {later}; the reports go on using that.");

    public static string TextNeeded => Language.Say(
        "báo cáo chưa có nội dung; ghi ít nhất một phần, như --results \"Đã làm 200 m rãnh\", hoặc ghi --nothing nếu không phát sinh.",
        "the submission has no text; write at least one part, such as --results \"200 m of ditch\", or --nothing where there is none.",
        "báo cáo chưa có nội dung; ghi ít nhất một mục, hoặc bấm Không phát sinh.");

    public static string CompleteAlready(string assignment, string unit) => Language.Say(
        $"phần của {unit} trong {assignment} đã hoàn thành rồi; ghi nhầm thì mở lại trước: camha assignment reopen.",
        $"the part of {unit} in {assignment} is complete already; open it first if that is wrong: camha assignment reopen.",
        $"phần của {unit} trong {assignment} đã hoàn thành rồi; ghi nhầm thì mở lại trước.");

    public static string NewerProgress(string assignment, string unit, string progress) => Language.Say(
        $"{unit} đã báo tiến độ {assignment} mới hơn lúc ghi ở --at: “{progress.Abbreviated(60)}”; bỏ --progress để giữ tiến độ đó, "
        + "hoặc ghi --at muộn hơn.",
        $"the progress of {unit} in {assignment} is newer than --at: '{progress.Abbreviated(60)}'; leave --progress out to keep it, "
        + "or write a later --at.",
        $"{unit} đã báo tiến độ {assignment} mới hơn lúc ghi ở đây: “{progress.Abbreviated(60)}”; để trống tiến độ để giữ tiến độ đó, "
        + "hoặc ghi lúc muộn hơn.");

    public static string ReportedAlready(string assignment, string unit, string by) => Language.Say(
        $"{unit} đã báo hoàn thành {assignment}{(by.Length > 0 ? $" ({by})" : "")}, đang chờ xác nhận: camha assignment complete, "
        + "hoặc trả lại: camha assignment return.",
        $"{unit} has reported {assignment} done already{(by.Length > 0 ? $" ({by})" : "")}; confirm it: camha assignment complete, "
        + "or return it: camha assignment return.",
        $"{unit} đã báo hoàn thành {assignment}{(by.Length > 0 ? $" ({by})" : "")}, đang chờ xác nhận: xác nhận, hoặc trả lại.");

    public static string ReasonNeeded => Language.Say(
        "chưa ghi vì sao trả lại; ghi --reason \"thiếu biên bản nghiệm thu\": đơn vị đọc lý do trong thư nhắc tới.",
        "there is no reason; write it as --reason 'the record is missing': the unit reads it in its next mail.",
        "chưa ghi vì sao trả lại; đơn vị đọc lý do trong thư nhắc tới.");

    public static string NothingWaits(string assignment, string unit) => unit.Length == 0
        ? Language.Say(
            $"{assignment} không có đơn vị nào báo hoàn thành mà đang chờ xác nhận.",
            $"no unit's report of {assignment} waits to be confirmed.")
        : Language.Say(
            $"{unit} không có báo hoàn thành {assignment} nào đang chờ xác nhận.",
            $"no report of {assignment} by {unit} waits to be confirmed.");

    public static Bilingual OnlyLeadsAsk(string assignment, string unit, IEnumerable<string> leads) => new(
        $"{unit} phối hợp trong {assignment}; lùi hạn thì đơn vị chủ trì đề nghị ({Listed(leads)}).",
        $"{unit} supports {assignment}; more time is asked for by who leads it ({Listed(leads)}).");

    public static Bilingual AskedForPast(string assignment, DateOnly day) => new(
        $"{assignment}: ngày xin lùi đến ({Vietnamese.Date(day)}) đã qua.",
        $"{assignment}: the day that is asked for ({Language.Say(day)}) is over.");

    public static Bilingual AskedForNoLater(string assignment, DateOnly day, DateOnly due) => new(
        $"{assignment}: ngày xin lùi đến ({Vietnamese.Date(day)}) không muộn hơn thời hạn hiện nay ({Vietnamese.Date(due)}).",
        $"{assignment}: the day that is asked for ({Language.Say(day)}) is not later than the deadline ({Language.Say(due)}).");

    public static string NoLater(string assignment, DateOnly day, DateOnly due) => Language.Say(
        $"{Vietnamese.Date(day)} không muộn hơn thời hạn hiện nay của {assignment} ({Vietnamese.Date(due)}); ghi ngày muộn hơn.",
        $"{Language.Say(day)} is not later than the deadline of {assignment} ({Language.Say(due)}); write a later day.");

    public static Bilingual AskedForBeyond(string assignment, DateOnly day, DateOnly ends) => new(
        $"{assignment}: ngày xin lùi đến ({Vietnamese.Date(day)}) sau ngày kết thúc kế hoạch ({Vietnamese.Date(ends)}).",
        $"{assignment}: the day that is asked for ({Language.Say(day)}) is after the campaign's end ({Language.Say(ends)}).");

    public static Bilingual AskedLater(string assignment) => new(
        $"{assignment}: đã có đề nghị lùi hạn mới hơn.", $"{assignment}: a newer request for more time is there.");

    public static string AskedSince(string assignment) => Language.Say(
        $"{assignment} đã có đề nghị lùi hạn khác đang chờ; quyết định đề nghị đó trước: camha assignment extend.",
        $"another request for {assignment} is open by now; decide that first: camha assignment extend.",
        $"{assignment} đã có đề nghị lùi hạn khác đang chờ; quyết định đề nghị đó trước.");

    public static string NothingAsked(string assignment) => Language.Say(
        $"{assignment} không có đề nghị lùi hạn nào đang chờ; đổi thời hạn thì dùng: camha assignment due.",
        $"no request for more time for {assignment} is open; to move its deadline: camha assignment due.",
        $"{assignment} không có đề nghị lùi hạn nào đang chờ; đổi thời hạn thì mở nhiệm vụ ấy.");

    public static string DayNeeded(string assignment) => Language.Say(
        $"đề nghị lùi hạn {assignment} không nêu ngày; ghi thời hạn mới: --to 15/07/2026.",
        $"the request for {assignment} names no day; write the new deadline: --to 2026-07-15.",
        $"đề nghị lùi hạn {assignment} không nêu ngày; mở “Lùi đến ngày khác” và ghi thời hạn mới.");

    public static string RefusalNeedsReason => Language.Say(
        "chưa ghi vì sao không lùi; ghi --reason \"đã lùi một lần\": đơn vị đọc lý do trong thư nhắc tới.",
        "there is no reason; write it as --reason 'moved once already': the unit reads it in its next mail.",
        "chưa ghi vì sao không lùi; đơn vị đọc lý do trong thư nhắc tới.");

    public static string NotYetHappened(string at, string now) => Language.Say(
        $"“{at}” là lúc chưa tới (bây giờ là {now}); ghi lúc đã xảy ra.",
        $"'{at}' is yet to come (it is {now} now); write when it happened.");

    public static string NoGesture(long id) => Language.Say(
        $"không có lần sửa số {id}; xem: camha change list.", $"there is no change {id}; 'camha change list' shows them.",
        $"không có lần sửa số {id}; xem Sổ thay đổi.");

    public static string UndoneAlready(long id, long by) => Language.Say(
        $"lần sửa số {id} đã được hoàn tác bằng lần sửa số {by}.", $"change {id} has been undone by change {by}.");

    public static string CampaignStays(string code) => Language.Say(
        $"lần sửa này lập kế hoạch {code}; kế hoạch đã lập thì không gỡ được bằng hoàn tác.",
        $"this change made the campaign {code}, which cannot be taken back by an undo.");

    public static string LinkStays(string unit) => Language.Say(
        $"liên kết đã thu hồi thì không lấy lại được; cấp liên kết mới: camha link renew {unit}.",
        $"a link that was revoked stays so; 'camha link renew {unit}' gives the unit another.",
        "liên kết đã thu hồi thì không lấy lại được; cấp liên kết mới ở trang của đơn vị.");

    public static string ChangedSince(long id, IEnumerable<string> what) => Language.Say(
        $"không hoàn tác được lần sửa số {id}: sau đó đã có thay đổi khác ở {string.Join("; ", what)}. "
        + "Hoàn tác lần sửa sau trước (xem: camha change list), hoặc sửa tay.",
        $"change {id} cannot be undone, because something has changed since: {string.Join("; ", what)}. "
        + "Undo the later change first ('camha change list'), or correct it by hand.",
        $"không hoàn tác được lần sửa số {id}: sau đó đã có thay đổi khác ở {string.Join("; ", what)}. "
        + "Hoàn tác lần sửa sau trước (xem Sổ thay đổi), hoặc sửa tay.");

    private static string Listed(IEnumerable<string> items) =>
        string.Join(", ", items) is { Length: > 0 } listed ? listed : Language.Say("không có", "none");
}
