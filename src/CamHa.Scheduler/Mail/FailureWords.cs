using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

internal static class FailureWords
{
    public static Bilingual Words(this FailureClass failure) => failure switch
    {
        FailureClass.UnknownAddress => new("không có địa chỉ này", "there is no such address"),
        FailureClass.UnknownHost => new("không có máy chủ hoặc tên miền này", "there is no such host or domain"),
        FailureClass.Full => new("hộp thư đầy", "the mailbox is full"),
        FailureClass.Delayed => new("chậm, chưa phát được", "delayed"),
        FailureClass.Policy => new("máy chủ bên nhận từ chối thư (quy định, chống thư rác)", "refused by policy or as spam"),
        FailureClass.Size => new("thư quá lớn", "the mail is too large"),
        FailureClass.Vacation => new("vắng mặt", "away"),
        FailureClass.Feedback => new("đánh dấu là thư rác", "called it spam"),
        _ => new("không phát được, không rõ vì sao", "failed, nobody says why"),
    };
}
