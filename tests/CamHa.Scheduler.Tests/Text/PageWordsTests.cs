using System.Reflection;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Text;

/// <summary>Whoever is at the page has no command line, and is told what to do without one.</summary>
public sealed class PageWordsTests
{
    private static readonly Type[] Words = [typeof(ChangeWords), typeof(DeskWords)];

    [Fact]
    public void A_refusal_on_the_page_names_no_command_and_no_option()
    {
        Language.SayOnPage();
        var members = Words.SelectMany(each => each.GetMembers(BindingFlags.Public | BindingFlags.Static));
        var said = members.Select(Say).OfType<string>().ToList();
        Assert.True(said.Count > 40);
        Assert.All(said, each => Assert.DoesNotMatch(@"camha [a-z]|(^|\s)--[a-z]", each));
    }

    [Fact]
    public async Task At_the_console_the_same_refusal_names_the_command()
    {
        await Task.Run(Language.SayOnPage, TestContext.Current.CancellationToken);
        Assert.Contains("camha change list", ChangeWords.NoGesture(7), StringComparison.Ordinal);
    }

    private static string? Say(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetValue(null) as string,
        MethodInfo { IsSpecialName: false } method when method.ReturnType == typeof(string) =>
            (string?)method.Invoke(null, [.. method.GetParameters().Select(each => Value(each.ParameterType))]),
        _ => null,
    };

    private static object? Value(Type type) =>
        type == typeof(string) ? "T04"
        : type.IsAssignableFrom(typeof(string[])) ? new[] { "T04" }
        : Nullable.GetUnderlyingType(type) is { } inner ? Activator.CreateInstance(inner)
        : type == typeof(Exception) ? new InvalidOperationException("x")
        : Activator.CreateInstance(type);
}
