namespace CamHa.Scheduler.Web.Pages;

/// <summary>What people are told of a look; one without a word goes by its name.</summary>
internal static class LookWords
{
    public static string Of(string look) => look switch
    {
        "deadlines" => "Nhắc hạn nhiệm vụ",
        "reminders" => "Nhắc nộp báo cáo tuần",
        "report" => "Báo cáo tổng hợp",
        "supplement" => "Báo cáo bổ sung",
        "undelivered" => "Báo thư không đến được",
        _ => look,
    };
}
