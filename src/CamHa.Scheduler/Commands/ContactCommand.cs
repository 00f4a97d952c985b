using System.CommandLine;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>The units' mail addresses: replaces one, opens one again, shows those that mails do not reach.</summary>
internal static class ContactCommand
{
    public static Command Create() => new("contact", Language.Say("Đầu mối nhận thư của các đơn vị.", "The units' mail addresses."))
    {
        Replace(),
        Reopen(),
        FailingAddressCommand.Create(),
    };

    private static Command Reopen()
    {
        var address = new Argument<string>(Language.Say("ĐỊA-CHỈ", "ADDRESS"))
        {
            Description = Language.Say("Địa chỉ bị đóng.", "The address that is closed."),
        };
        return PlanCommand.Create(
            "reopen",
            Language.Say(
                "Mở lại một địa chỉ bị đóng vì máy chủ thư báo không có; thư chưa đến mà còn đúng được gửi tiếp.",
                "Opens an address that was closed because a server knows nobody there; mails that are still true go on."),
            [address],
            async (parsed, services, gesture, isDryRun, token) => (await services.GetRequiredService<ClosedAddresses>().ReopenAsync(
                parsed.GetValue(PlanCommand.Campaign), parsed.GetValue(address)!.Trim(), gesture, isDryRun, token)).Made);
    }

    private static Command Replace()
    {
        var unit = new Argument<string>(Language.Say("ĐƠN-VỊ", "UNIT"))
        {
            Description = Language.Say("Mã hoặc tên của đơn vị.", "The unit's code or name."),
        };
        var address = new Argument<string>(Language.Say("ĐỊA-CHỈ", "ADDRESS"))
        {
            Description = Language.Say("Địa chỉ thư mới.", "The new address."),
        };
        var old = new Option<string?>("--old")
        {
            Description = Language.Say(
                "Địa chỉ bị thay; chỉ cần khi đơn vị có nhiều địa chỉ nhận chính.",
                "The address that is replaced; needed only where the unit has several to write to."),
        };
        var title = new Option<string?>("--title")
        {
            Description = Language.Say("Chức vụ của người nhận; không ghi thì như cũ.", "Whose it is; as before without it."),
        };
        var phone = new Option<string?>("--phone")
        {
            Description = Language.Say("Điện thoại của người nhận; không ghi thì như cũ.", "The phone; as before without it."),
        };
        return PlanCommand.Create(
            "replace",
            Language.Say(
                "Thay địa chỉ nhận thư của một đơn vị; địa chỉ cũ không nhận thư nữa.",
                "Replaces an address of a unit; the old one gets no more mail."),
            [unit, address, old, title, phone],
            (parsed, _) =>
            {
                var (to, office, number) = (
                    PlanCommand.Line(Language.Say("ĐỊA-CHỈ", "ADDRESS"), parsed.GetValue(address), 254)!,
                    PlanCommand.Line("--title", parsed.GetValue(title), 400),
                    PlanCommand.Line("--phone", parsed.GetValue(phone), 50));
                return plan => PlanOperations.ReplaceContact(
                    plan, parsed.GetValue(unit)!, parsed.GetValue(old), to, office, number);
            });
    }
}
