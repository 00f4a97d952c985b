using System.CommandLine;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What is said of a command that was typed wrong. The library's own sentences, by which it is known, are English.</summary>
internal static class UsageAnswers
{
    private const string NoCommand = "Required command was not provided.";

    // The first that fits counts; what none fits has been said by an option's own reader.
    private static readonly (string Pattern, Func<string[], Command, string> Say)[] Known =
    [
        ($"^{Regex.Escape(NoCommand)}$", (_, command) => Missing(command)),
        ("^Unrecognized command or argument '(.*)'\\.$", (said, command) => Unknown(said[0], command)),
        ("^Required argument '(.*)' missing for command: '.*'\\.$", (said, _) => Language.Say(
            $"Thiếu {said[0]}.", $"{said[0]} is missing.")),
        ("^Required argument missing for option: '(.*)'\\.$", (said, _) => Language.Say(
            $"{said[0]}: sau lựa chọn này phải ghi giá trị.", $"{said[0]}: a value must follow it.")),
        ("^Option '(.*)' is required\\.$", (said, _) => Language.Say($"Thiếu lựa chọn {said[0]}.", $"The option {said[0]} is missing.")),
        ("^Option '(.*)' expects a single argument but (.*) were provided\\.$", (said, _) => Language.Say(
            $"{said[0]}: chỉ được ghi một giá trị, mà có {said[1]}.", $"{said[0]}: it takes one value, and {said[1]} were given.")),
        ("^Argument '(.*)' not recognized\\. Must be one of:(.*)$", (said, _) => Language.Say(
            $"'{said[0]}': hãy ghi một trong: {Listed(said[1])}.", $"'{said[0]}': write one of {Listed(said[1])}.")),
        ("^Cannot parse argument '(.*)' for command '.*' as expected type", (said, _) => Language.Say(
            $"'{said[0]}': hãy ghi một số nguyên.", $"'{said[0]}': write a whole number.")),
        ("^Cannot parse argument '(.*)' for option '(.*)' as expected type '.*Int", (said, _) => Language.Say(
            $"{said[1]} = '{said[0]}': hãy ghi một số nguyên.", $"{said[1]} = '{said[0]}': write a whole number.")),
        ("^Cannot parse argument '(.*)' for option '(.*)' as expected type", (said, _) => Language.Say(
            $"{said[1]} = '{said[0]}': hãy ghi true hoặc false, hoặc không ghi gì.",
            $"{said[1]} = '{said[0]}': write true or false, or nothing.")),
        ("^Response file not found '(.*)'\\.$", (said, _) => Language.Say(
            $"Không có tệp '{said[0]}'; dấu @ ở đầu nghĩa là đọc từ tệp.",
            $"There is no file '{said[0]}'; an @ at the beginning means to read one.")),
    ];

    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var said = parsed.Errors.Select(error => error.Message).ToList();
        // A verb that is not known is missing, too.
        return said.Where(message => message != NoCommand || said.Count == 1).Select(message => Say(message, command)).Distinct();
    }

    private static string Say(string message, Command command)
    {
        foreach (var (pattern, say) in Known)
        {
            if (Regex.Match(message, pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline) is { Success: true } match)
                return say([.. match.Groups.Values.Skip(1).Select(group => group.Value)], command);
        }

        return message;
    }

    private static string Missing(Command command)
    {
        var verbs = string.Join(", ", command.Subcommands.Select(each => each.Name));
        return Language.Say($"Hãy ghi thêm một trong các lệnh: {verbs}.", $"Name one of the commands: {verbs}.");
    }

    private static string Unknown(string typed, Command command)
    {
        if (command.Subcommands.Count == 0 && !typed.StartsWith('-'))
        {
            return Language.Say(
                $"'{typed}' là thừa. Tên hoặc đường dẫn có dấu cách thì đặt trong dấu nháy kép.",
                $"'{typed}' is one word too many. Put a name or a path with blanks in it in quotes.");
        }

        var names = typed.StartsWith('-')
            ? command.Options.Concat(CommandLine.Root.Options.Where(option => option.Recursive)).Select(option => option.Name)
            : command.Subcommands.Select(each => each.Name);
        var nearest = FoldKey.Nearest(typed, names);
        return Language.Say(
            $"'{typed}': không có {(typed.StartsWith('-') ? "lựa chọn" : "lệnh")} nào như vậy"
            + (nearest is null ? "." : $"; có phải là {nearest}?"),
            $"'{typed}': there is no such {(typed.StartsWith('-') ? "option" : "command")}"
            + (nearest is null ? "." : $"; did you mean {nearest}?"));
    }

    private static string Listed(string lines) =>
        string.Join(", ", lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim('\'')));
}
