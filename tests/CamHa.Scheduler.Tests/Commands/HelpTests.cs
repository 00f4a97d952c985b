using System.CommandLine;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>What is told to whoever does not know what to type, or typed it wrong.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> All()
    {
        var all = new TheoryData<string>("");
        foreach (var verb in CommandLine.Root.Subcommands)
        {
            all.Add(verb.Name);
            foreach (var command in verb.Subcommands)
                all.Add($"{verb.Name} {command.Name}");
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_help_of_every_command_is_in_Vietnamese(string command)
    {
        var parsed = CommandLine.Root.Parse($"{command} --help");
        using var output = new StringWriter();
        parsed.Invoke(new InvocationConfiguration { Output = output });
        var help = output.ToString();
        Assert.StartsWith("Công dụng:", help, StringComparison.Ordinal);
        Assert.All(
            new[] { "Description:", "Usage:", "Arguments:", "Options:", "Commands:", "[command]", "[options]", "REQUIRED", "[default" },
            word => Assert.DoesNotContain(word, help, StringComparison.Ordinal));
        var asked = parsed.CommandResult.Command;
        Assert.All(
            asked.Options.Concat<Symbol>(asked.Arguments).Append(asked).Where(symbol => !symbol.Hidden),
            symbol => Assert.True(SpokenLanguage.IsVietnamese(symbol.Description ?? ""), $"{symbol.Name}: {symbol.Description}"));
    }

    [Theory]
    [InlineData("", "Hãy ghi thêm một trong các lệnh: demo, run, ")]
    [InlineData("outbox", "Hãy ghi thêm một trong các lệnh: list, show, export, retry, cancel, release.")]
    [InlineData("outbox lisst", "'lisst': không có lệnh nào như vậy; có phải là list?")]
    [InlineData("outbox list --statte sent", "'--statte': không có lựa chọn nào như vậy; có phải là --state?")]
    [InlineData("outbox list --state", "--state: sau lựa chọn này phải ghi giá trị.")]
    [InlineData("outbox list --state lost", "'lost': hãy ghi một trong: pending, sending, sent, dead, expired, suppressed, held.")]
    [InlineData("outbox list --last x", "--last = 'x': hãy ghi một số nguyên.")]
    [InlineData("outbox list --json maybe", "'maybe' là thừa. Tên hoặc đường dẫn có dấu cách thì đặt trong dấu nháy kép.")]
    [InlineData("outbox show x", "'x': hãy ghi một số nguyên.")]
    [InlineData("import", "Thiếu TỆP.")]
    [InlineData("import Ke hoach", "'hoach' là thừa. Tên hoặc đường dẫn có dấu cách thì đặt trong dấu nháy kép.")]
    [InlineData("report show", "Thiếu lựa chọn --week.")]
    [InlineData("status --config a --config b", "--config: chỉ được ghi một giá trị, mà có 2.")]
    [InlineData("status --lang fr", "'fr': hãy ghi một trong: vi, en.")]
    [InlineData("simulate --from mai --to 20/6/2022", "--from: “mai” không phải là ngày; viết 30/06/2026")]
    [InlineData("simulate --from 1/1/1022 --to 20/6/2022", "--from: “1/1/1022” không hợp lý; ngày phải từ ")]
    public void What_was_typed_wrong_is_told_in_Vietnamese(string typed, string answer) =>
        Assert.StartsWith(answer, UsageAnswers.Of(CommandLine.Root.Parse(typed)).First(), StringComparison.Ordinal);

    [Fact]
    public void Every_table_of_a_backup_says_what_is_in_it()
    {
        var schema = string.Concat(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "sql/schema/sqlite"), "*.sql").Order().Select(File.ReadAllText));
        var tables = Regex.Matches(schema, "CREATE TABLE (\\w+)")
            .Select(match => match.Groups[1].Value)
            .Where(table => !schema.Contains($"ALTER TABLE {table} RENAME", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.True(SpokenLanguage.IsVietnamese(UpkeepAnswers.Table(table)), table));
    }

    [Theory]
    [InlineData("17-06-2022")]
    [InlineData("2022-06-17")]
    [InlineData("17/06/2022")]
    [InlineData("17/6/2022 00:00")] // as Excel copies it
    public void A_day_is_taken_as_every_other_date_is(string day) =>
        Assert.Empty(CommandLine.Root.Parse(["preview", "weekly", "--on", day]).Errors);

    [Theory]
    [InlineData("status --lang vi", "vi")]
    [InlineData("--lang=en status", "en")]
    [InlineData("status --lang vi --lang en", "en")]
    [InlineData("status --lang fr", null)]
    [InlineData("status --lang", null)]
    [InlineData("status", null)]
    public void The_language_is_known_before_the_rest_is_read(string typed, string? language) =>
        Assert.Equal(language, CommandLine.AskedLanguage(typed.Split(' ')));
}
