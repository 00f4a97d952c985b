using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sorting;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>
/// How the reading of mails does on public collections, each a folder with a copy of its repository. What they expect is read from
/// their own tests; nothing of them is kept here.
/// </summary>
internal static partial class Collections
{
    public static void Run(IEnumerable<string> folders)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var folder in folders)
        {
            Console.WriteLine($"{folder}:");
            if (File.Exists(Path.Combine(folder, "test/test.js")))
                Texts(ReplyParser.Read(folder));
            else if (Directory.Exists(Path.Combine(folder, "talon")))
                Texts(Talon.Read(folder));
            else if (Directory.Exists(Path.Combine(folder, "eml")))
                Bounces(BounceHandler.Read(folder));
            else if (Directory.Exists(Path.Combine(folder, "t/corpus")))
                Bounces(BounceParser.Read(folder));
            else
                Any(folder);
        }
    }

    private static void Texts(IReadOnlyList<ExpectedText> all)
    {
        var right = 0;
        foreach (var expected in all)
        {
            var text = MailExplainer.Explain(expected.Mail).Text;
            if (expected.IsMet(text))
                right++;
            else
                Console.WriteLine($"  {expected.Name}: '{Short(text)}' instead of '{Short(expected.Says)}'");
        }

        Console.WriteLine($"  texts cut as expected: {right} of {all.Count} ({100.0 * right / all.Count:0.0} %)");
    }

    private static void Bounces(IReadOnlyList<ExpectedBounce> all)
    {
        int addresses = 0, rightAddresses = 0, verdicts = 0, rightVerdicts = 0, kinds = 0, harmless = 0, wronglyHard = 0;
        foreach (var expected in all)
        {
            var mail = MailExplainer.Explain(File.ReadAllBytes(expected.File));
            var found = mail.Recipients.Select(each => each.Address.ToLowerInvariant()).Order(StringComparer.Ordinal).ToList();
            var isHard = mail.Recipients.Any(each => each.IsHard);
            var wrong = "";
            if (expected.Addresses.Count > 0)
            {
                addresses++;
                var isRight = expected.Addresses.Select(each => each.ToLowerInvariant()).Order(StringComparer.Ordinal).SequenceEqual(found);
                rightAddresses += isRight ? 1 : 0;
                wrong += isRight ? "" : $" {string.Join(',', found)} instead of {string.Join(',', expected.Addresses)}";
            }

            if (expected.IsHard is { } hard)
            {
                verdicts++;
                rightVerdicts += hard == isHard ? 1 : 0;
                wrong += hard == isHard ? "" : hard ? " soft instead of hard" : " hard instead of soft";
            }

            if (!expected.IsBounce)
            {
                harmless++;
                wronglyHard += isHard ? 1 : 0;
                kinds += mail.Kind == MailKind.Bounce ? 0 : 1;
                wrong += mail.Kind == MailKind.Bounce ? " a bounce instead of none" : "";
            }

            var classes = string.Join(", ", mail.Recipients.Select(each => each.Class));
            if (wrong.Length > 0)
                Console.WriteLine($"  {Path.GetFileName(expected.File)}:{wrong} ({classes})");
        }

        Console.WriteLine($"  failed address: {rightAddresses} of {addresses} ({100.0 * rightAddresses / addresses:0.0} %)");
        Console.WriteLine($"  hard or soft: {rightVerdicts} of {verdicts} ({100.0 * rightVerdicts / verdicts:0.0} %)");
        Console.WriteLine($"  no bounces: {kinds} of {harmless} known as such, {wronglyHard} taken as hard");
    }

    // A folder of mails of which nothing is expected: that each is read, how fast, and what it is taken for.
    private static void Any(string folder)
    {
        var kinds = new SortedDictionary<string, int>();
        var slowest = (File: "", Seconds: 0.0);
        var largest = (File: "", Megabytes: 0.0);
        var watch = Stopwatch.StartNew();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            var (before, allocated) = (watch.Elapsed, GC.GetAllocatedBytesForCurrentThread());
            var kind = MailExplainer.Explain(bytes).Kind.ToString();
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            if ((watch.Elapsed - before).TotalSeconds is var seconds && seconds > slowest.Seconds)
                slowest = (file, seconds);
            if ((GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6 is var megabytes && megabytes > largest.Megabytes)
                largest = (file, megabytes);
        }

        var count = kinds.Values.Sum();
        Console.WriteLine($"  {count} files in {watch.Elapsed.TotalSeconds:0.0} s, {count / watch.Elapsed.TotalSeconds:0} a second");
        Console.WriteLine($"  slowest {slowest.Seconds:0.000} s ({slowest.File}), most memory {largest.Megabytes:0.0} MB ({largest.File})");
        Console.WriteLine($"  {string.Join(", ", kinds.Select(kind => $"{kind.Key} {kind.Value}"))}");
    }

    private static string Short(string text)
    {
        var line = Blanks().Replace(text, " ");
        return line.Length <= 90 ? line : $"{line[..45]}…{line[^40..]}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
