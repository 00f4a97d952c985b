using System.Reflection;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests;

/// <summary>Rules take plain data and give plain data: no clock, no database, no package but the base library.</summary>
public sealed partial class RulesArePureTests
{
    private static readonly Type[] Rules =
    [
        typeof(WorkingCalendar), typeof(IsoWeek), typeof(ReportingWeek), typeof(ReportingCalendar), typeof(WeeklyTimes),
        typeof(DeadlineSteps), typeof(AddressBook), typeof(Readers),
        .. typeof(DeadlineRule).Assembly.GetTypes().Where(type => type.Name.EndsWith("Rule", StringComparison.Ordinal)),
    ];

    [Fact]
    public void There_are_rules_to_check() => Assert.Contains(Rules, type => type.Name == "ReportChangesRule");

    [Fact]
    public void Every_assembly_a_rule_mentions_is_the_base_librarys_or_its_own()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        var mentioned = Rules.SelectMany(rule => rule.GetNestedTypes(all).Prepend(rule))
            .SelectMany(
                type => type.GetMethods(all).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
                .Append(method.ReturnType).Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []))
                .Concat(type.GetFields(all).Select(field => field.FieldType)));
        Assert.Empty(mentioned
            .Where(
                type => !type.IsGenericParameter
                    && type.Assembly != typeof(DeadlineRule).Assembly
                    && !type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal))
            .Select(type => type.FullName).Distinct());
    }

    [Fact]
    public void No_rule_reads_a_clock_waits_or_opens_anything()
    {
        foreach (var rule in Rules.Distinct())
        {
            var source = File.ReadAllText(Assert.Single(Repository.Files("src", rule.Name + ".cs")));
            Assert.False(Impure().IsMatch(source), $"{rule.Name} uses {Impure().Match(source).Value}");
            Assert.All(
                Using().Matches(source),
                use => Assert.Matches(
                    "^(System|CamHa.Scheduler.(Campaigns|Changes|Clock|Deadlines|Inbox|Mail|Submissions|Text))", use.Groups[1].Value));
        }
    }

    [GeneratedRegex(
        @"\b(TimeProvider|Task|async|await|DatabaseSession|Database|File|WholeFile|Stream|"
        + @"Random|Environment|Console|IOptions|ILogger)\b(?!\.)")]
    private static partial Regex Impure();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
