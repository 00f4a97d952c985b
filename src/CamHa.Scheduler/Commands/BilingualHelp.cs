using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>--help</c> prints: the library's, whose words around the descriptions are not in Vietnamese.</summary>
internal sealed class BilingualHelp(HelpAction library) : SynchronousCommandLineAction
{
    // In the left column both are equally long.
    private static readonly Bilingual[] Words =
    [
        new("Công dụng:\n", "Description:\n"),
        new("Cách gõ:\n", "Usage:\n"),
        new("Tham số:\n", "Arguments:\n"),
        new("Lựa chọn:\n", "Options:\n"),
        new("Các lệnh:\n", "Commands:\n"),
        new("[lệnh]", "[command]"),
        new("[lựa chọn]", "[options]"),
        new("(bắt buộc)", "(REQUIRED)"),
        new("[mặc định: ", "[default: "),
    ];

    public override bool ClearsParseErrors => library.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var written = new StringWriter();
        configuration.Output = written;
        var code = library.Invoke(parseResult);
        configuration.Output = output;
        var text = Words.Aggregate(
            written.ToString().ReplaceLineEndings("\n"),
            (help, word) => help.Replace(word.English, $"{word}", StringComparison.Ordinal));
        output.Write(text.ReplaceLineEndings());
        return code;
    }
}
