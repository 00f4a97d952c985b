using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>What is said of a mail that a person decides, and of one that nobody could read.</summary>
internal static class DeskWords
{
    public static string NoMail(long id) => Language.Say(
        $"không có thư đến số {id}; xem: camha inbox list.", $"there is no mail {id}; 'camha inbox list' shows them.",
        $"không có thư đến số {id}.");

    public static string AppliedAlready(long id, long? gesture) => gesture is null
        ? Language.Say($"thư {id} đã được ghi nhận rồi.", $"mail {id} has been applied already.")
        : Language.Say(
            $"thư {id} đã được ghi nhận ở lần sửa {gesture}; muốn ghi khác thì trở lại như cũ trước: camha change undo {gesture}",
            $"mail {id} has been applied already, as change {gesture}; to apply it otherwise take that back: camha change undo {gesture}",
            $"thư {id} đã được ghi nhận ở lần sửa {gesture}; muốn ghi khác thì hoàn tác lần sửa ấy trước (xem Sổ thay đổi).");

    public static string AppliedInPart(long id, long gesture) => Language.Say(
        $"một phần của thư {id} đã được ghi ở lần sửa {gesture}; muốn đọc lại từ đầu thì trở lại như cũ trước: camha change undo {gesture}",
        $"a part of mail {id} has been applied, as change {gesture}; to have it read again take that back: camha change undo {gesture}",
        $"một phần của thư {id} đã được ghi ở lần sửa {gesture}; muốn đọc lại từ đầu thì hoàn tác lần sửa ấy trước.");

    public static string NothingMore(long id, long gesture) => Language.Say(
        $"phần rõ của thư {id} đã ghi ở lần sửa {gesture}, máy không hiểu gì thêm. Xem xong thì đóng thư: camha inbox ignore {id}; "
        + "còn gì phải ghi thì ghi rõ bằng --what.",
        $"what is sure in mail {id} is applied, as change {gesture}, and nothing more is understood. Close it: camha inbox ignore {id}; "
        + "what is still to be written say by --what.",
        $"phần rõ của thư {id} đã ghi ở lần sửa {gesture}, máy không hiểu gì thêm. Xem xong thì bấm Đã xem xong; "
        + "còn gì phải ghi thì chọn ở “Ghi gì”.");

    public static string IgnoredAlready(long id) => Language.Say(
        $"thư {id} đã được bỏ qua hoặc không có gì phải xem.", $"mail {id} has been closed already, or nobody has to see it.");

    public static string IsBeingDecided(long id) => Language.Say(
        $"thư {id} vừa nhận và đang được xử lý; xem lại sau một phút: camha inbox show {id}",
        $"mail {id} has just come and is being decided; look again in a minute: camha inbox show {id}",
        $"thư {id} vừa nhận và đang được xử lý; tải lại trang sau một phút.");

    public static string DecidedMeanwhile(long id) => Language.Say(
        $"thư {id} vừa được người khác xử lý; xem: camha inbox show {id}",
        $"somebody else has just decided mail {id}; see 'camha inbox show {id}'.",
        $"thư {id} vừa được người khác xử lý.");

    public static string NotKept(long id) => Language.Say(
        $"nội dung của thư {id} không còn lưu, nên không ghi được từ thư; đóng thư: camha inbox ignore {id}",
        $"mail {id} itself is not kept, so nothing can be applied from it; close it: camha inbox ignore {id}",
        $"nội dung của thư {id} không còn lưu, nên không ghi được từ thư; bấm Không liên quan để đóng thư.");

    public static string NotWhole(long id) => Language.Say(
        $"thư {id} quá lớn, chỉ giữ phần đầu; mở thư trong hộp thư, rồi ghi rõ bằng --what, hoặc tăng Inbox:MaxMegabytes cho thư sau.",
        $"mail {id} was too large and only its beginning is kept; open it in the mailbox and say --what, "
        + "or raise Inbox:MaxMegabytes for later ones.",
        $"thư {id} quá lớn, chỉ giữ phần đầu; mở thư trong hộp thư, rồi chọn ở “Ghi gì”.");

    public static string UnitNeeded(long id) => Language.Say(
        $"chưa rõ thư {id} là của đơn vị nào; ghi thêm --unit ĐƠN-VỊ.", $"whose mail {id} is cannot be told; add --unit UNIT.",
        $"chưa rõ thư {id} là của đơn vị nào; ghi tên đơn vị.");

    public static string UnitNeededToAsk(long id) => Language.Say(
        $"chưa rõ thư {id} là của đơn vị nào nên không hỏi lại được; gọi điện cho người gửi, hoặc ghi: "
        + $"camha inbox apply {id} --unit ĐƠN-VỊ",
        $"whose mail {id} is cannot be told, so nobody can be asked; phone the sender, or 'camha inbox apply {id} --unit UNIT'.",
        $"chưa rõ thư {id} là của đơn vị nào nên không hỏi lại được; gọi điện cho người gửi, hoặc mở “Ghi nhận” và ghi tên đơn vị.");

    public static string NobodyToAsk(string sender) => Language.Say(
        $"{sender} không phải đầu mối đang nhận thư, nên không hỏi lại qua thư được; gọi điện, hoặc thêm địa chỉ vào danh bạ trước.",
        $"{sender} is no contact that gets mail, so it cannot be asked by mail; phone, or add the address first.");

    public static string MachineAsked(long id) => Language.Say(
        $"thư {id} là của máy; không hỏi lại máy.", $"mail {id} is a machine's; machines are not asked.");

    public static string AssignmentNeeded(IReadOnlyList<string> codes) => Language.Say(
        $"chưa rõ là nhiệm vụ nào; ghi thêm --assignment MÃ{Listed(codes)}.",
        $"which assignment is meant cannot be told; add --assignment CODE{Listed(codes)}.",
        $"chưa rõ là nhiệm vụ nào; ghi mã nhiệm vụ{Listed(codes)}.");

    public static string WeekNeeded => Language.Say(
        "lúc nhận thư không có tuần báo cáo nào; ghi thêm --week TUẦN.", "no reporting week was on when it came; add --week WEEK.",
        "lúc nhận thư không có tuần báo cáo nào; nhập hộ báo cáo ở trang của đơn vị trong tuần ấy.");

    public static string WhatNeeded(IReadOnlyList<string> waiting) => Language.Say(
        $"theo cách hiểu thư này thì không có gì để ghi{Because(waiting)}. Ghi rõ: --what done, progress=80, report hoặc nothing; "
        + "không phải ghi gì thì bỏ qua thư: camha inbox ignore",
        $"as this mail is understood nothing is to be applied{Because(waiting)}. Say --what done, progress=80, report or nothing; "
        + "where nothing is to be written, close it: camha inbox ignore",
        $"máy không thấy gì để ghi{Because(waiting)}. Chọn ở “Ghi gì”; không phải ghi gì thì bấm Không liên quan.");

    public static string Ignored(string reason) => reason.Length == 0
        ? "Người xem: không phải ghi gì." : $"Người xem: không phải ghi gì ({reason}).";

    public static string IgnoredRest(string reason) => reason.Length == 0
        ? "Người xem: phần còn lại không phải ghi gì." : $"Người xem: phần còn lại không phải ghi gì ({reason}).";

    /// <summary>What is said line by line elsewhere, as one text; the same is said once.</summary>
    public static string Joined(IEnumerable<string> lines) => lines.Distinct(StringComparer.Ordinal).Aggregate(
        "", (all, line) => all.Length == 0 ? line : all[^1] is '.' or ':' or '?' or '!' ? $"{all} {line}" : $"{all}; {line}");

    public static string Asked(string sender) => $"Đã hỏi lại {sender}; thư trả lời đến thì được xử lý như thư mới.";

    public static string Applied(IEnumerable<string> understood) => Joined(understood.Prepend("Người xem đã ghi:"));

    /// <summary>Why a mail could not be decided, in the words of whoever finds its cause.</summary>
    public static string Unread(Exception e) => $"Chưa xử lý được ({e.GetType().Name}: {CleanText.OneLine(e.Message)}).";

    public static string NotGiven(Exception e) => $"Máy chủ thư không đưa thư này: {CleanText.OneLine(e.Message)}";

    public static string TooLarge(int most) => $"Thư lớn hơn Inbox:MaxMegabytes = {most}; chỉ giữ phần đầu.";

    private static string Listed(IReadOnlyList<string> codes) => codes.Count is > 0 and <= 20 ? $" ({string.Join(", ", codes)})" : "";

    private static string Because(IReadOnlyList<string> waiting) =>
        waiting.Count == 0 ? "" : $": {Joined(waiting).TrimEnd('.')}";
}
