using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Docs;

/// <summary>docs/commands.md against the command line.</summary>
public sealed class CommandsTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/commands.md"));

    [Fact]
    public void Every_verb_and_every_option_of_it_stands_there()
    {
        foreach (var verb in CommandLine.Root.Subcommands)
        {
            var section = Guide.Split("\n## ").Single(each => each.StartsWith(verb.Name + '\n', StringComparison.Ordinal));
            foreach (var command in verb.Subcommands.Prepend(verb))
            {
                Assert.Contains(command.Name, section, StringComparison.Ordinal);
                Assert.All(
                    command.Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal) && option.Name != "--help"),
                    option => Assert.Contains(option.Name, section, StringComparison.Ordinal));
            }
        }
    }
}
