using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks the templates in the operator's folder; mails leave without one that is broken.</summary>
public sealed class TemplateCheck(Templates templates) : ICheck
{
    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token) =>
        Task.FromResult<IReadOnlyList<Finding>>([Of(templates.Faults)]);

    private static Finding Of(IReadOnlyList<string> faults) => faults.Count == 0
        ? new("templates", true, $"{Templates.BuiltIn.Count} in use") { InVietnamese = $"dùng {Templates.BuiltIn.Count} mẫu" }
        : new("templates", false, string.Join(" ", faults))
        {
            // The mail sends people to doctor for this.
            InVietnamese = $"mẫu riêng bị lỗi nên thư đi theo mẫu có sẵn. Chỗ lỗi, cho người cài đặt: {string.Join(" ", faults)}",
            Problem = new(
                "templates",
                "Mẫu thư riêng bị lỗi nên thư đi theo mẫu có sẵn",
                "Nhờ người cài đặt sửa mẫu thư rồi khởi động lại phần mềm. Chỗ lỗi xem bằng lệnh: camha doctor")
            { IsOfMachine = true, RepeatDays = 7 },
        };
}
