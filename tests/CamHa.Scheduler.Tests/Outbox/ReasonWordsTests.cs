using System.Text.RegularExpressions;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>The page showed a clerk why a mail was not sent in English.</summary>
public sealed partial class ReasonWordsTests
{
    /// <summary>Every reason that the code or a statement gives.</summary>
    public static TheoryData<string> Given()
    {
        var code = Directory.GetFiles(Path.Combine(Repository.Root, "src/CamHa.Scheduler"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .SelectMany(text => Suppressed().Matches(text).SelectMany(match => Quoted().Matches(match.Value)));
        var statements = Directory.GetFiles(Path.Combine(Repository.Root, "sql/queries/outbox"), "*.sql")
            .SelectMany(file => InStatement().Matches(File.ReadAllText(file)));
        var found = code.Concat(statements).Select(match => match.Groups[1].Value).Where(reason => reason.Length > 0).Distinct().ToList();
        Assert.InRange(found.Count, 9, 30);
        return [.. found];
    }

    [Theory]
    [MemberData(nameof(Given))]
    public void A_reason_of_the_programs_own_has_vietnamese_words(string reason) => Assert.NotNull(ReasonWords.OfOwn(reason));

    [Fact]
    public void A_servers_answer_is_told_by_what_it_means() => Assert.Equal(
        ["Không có địa chỉ này.", "Thư quá lớn đối với máy chủ thư.", "Hộp thư người nhận đã đầy.", null],
        new[] { "5.1.1 <a@b> User unknown", "5.3.4 too big", "4.2.2 over quota", "go away" }.Select(ReasonWords.OfAnswered));

    /// <summary>Each row of the table of answers that leaves a mail where it is.</summary>
    [Fact]
    public void Every_row_of_the_table_of_answers_has_words()
    {
        var codes = SmtpAnswers.ByCode.Where(row => row.Outcome is not (null or DeliveryOutcome.SessionEnded)).Select(row => row.Name);
        var told = new (string Stage, int Code, string Text)[]
        {
            ("RCPT", 452, ""), ("DATA", 552, ""), ("RCPT", 550, "5.7.1 no"), ("RCPT", 550, "5.1.1 no"),
            ("RCPT", 450, ""), ("DATA", 451, ""), ("DATA", 554, ""),
        };
        Assert.Equal(
            codes.Order(StringComparer.Ordinal),
            told.Select(each => SmtpAnswers.Of(each.Stage, each.Code, each.Text).Name).Order(StringComparer.Ordinal));
        Assert.All(told, each => Assert.NotNull(ReasonWords.Of(each.Stage, each.Code, each.Text)));
    }

    [GeneratedRegex("""(?:Composition\.Suppressed\(|new Suppression\(message\.Id, )[^;]*?\);""", RegexOptions.Singleline)]
    private static partial Regex Suppressed();

    [GeneratedRegex("\"([a-z][^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("StateReason(?: ELSE|[^'\n]*)'([^']*)'")]
    private static partial Regex InStatement();
}
