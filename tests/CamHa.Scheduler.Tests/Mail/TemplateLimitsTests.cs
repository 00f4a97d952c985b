using System.Text;
using CamHa.Scheduler.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>Templates that an operator could write, by a slip or on purpose: none ends the program or stops a mail.</summary>
public sealed class TemplateLimitsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> Refused() => new()
    {
        { "{% for i in (1..1000000000) %}{% endfor %}", "write two numbers that are at most 1000 apart" }, // took 23 GB
        { "{% assign n = 1000000000 %}{% for i in (1..n) %}{% endfor %}", "write two numbers" },
        { string.Concat(Enumerable.Repeat("{% if m.unit %}", 10_000)), "more than 50 blocks" }, // ended the process
        { string.Concat(Enumerable.Repeat("{%-\n if m.unit %}", 10_000)), "more than 50 blocks" },
        { string.Concat(Enumerable.Repeat("{% capture a %}", 10_000)), "there is no tag 'capture'" },
        { "{{ " + string.Concat(Enumerable.Repeat("m[", 20_000)), "is too long" },
        { "{{ " + string.Concat(Enumerable.Repeat("m[", 100)) + " }}", "is too long" },
        { "{% assign a = m.unit | append: m.unit %}", "there is no filter 'append'" },
        { "{% include 'x' %}", "there is no tag 'include'" },
        { new string('x', 300_000), "is larger than 256 kB" },
        { " \n", "is empty" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_could_grow_without_end_is_refused_and_the_built_in_template_is_used(string template, string fault)
    {
        var templates = await WithAsync(Encoding.UTF8.GetBytes(template));
        Assert.Contains(fault, Assert.Single(templates.Faults), StringComparison.Ordinal);
        Assert.StartsWith("Kính gửi: ", await TextAsync(templates), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1258")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public async Task A_template_that_is_not_UTF_8_is_refused_by_name(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var of = Encoding.GetEncoding(encoding);
        var templates = await WithAsync([.. of.Preamble, .. of.GetBytes("Kính gửi đơn vị {{ m.unit }}")]);
        Assert.Contains("alert.txt is not written in UTF-8", Assert.Single(templates.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("{% for i in (1..400) %}{% for j in (1..1000) %}{{ m }}{{ m.to }}{{ m }}{% endfor %}{% endfor %}")]
    [InlineData("{% if false %}x{% endif %}")] // nothing at all
    public async Task A_template_that_makes_too_much_or_nothing_gives_way_to_the_built_in_one(string template)
    {
        var templates = await WithAsync(Encoding.UTF8.GetBytes(template));
        Assert.Empty(templates.Faults);
        Assert.StartsWith("Kính gửi: ", await TextAsync(templates), StringComparison.Ordinal);
        Assert.Contains("alert.txt failed on a mail: ", Assert.Single(templates.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_usual_template_with_a_byte_order_mark_is_used()
    {
        var templates = await WithAsync(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("Chào {{ m.to | upcase }}: {% for l in m.lines %}{{ l }}|{% endfor %}")]);
        Assert.Empty(templates.Faults);
        Assert.Equal("Chào ÔNG A: a|b|", await TextAsync(templates));
    }

    [Fact]
    public async Task Every_built_in_template_keeps_to_the_limits_that_its_replacement_has()
    {
        foreach (var name in Templates.BuiltIn)
            await File.WriteAllTextAsync(Path.Combine(_folder, name), Templates.ReadBuiltIn(name), TestContext.Current.CancellationToken);
        Assert.Empty(Create().Faults);
    }

    private static Task<string> TextAsync(Templates templates) => templates.RenderTextAsync("alert", "t", new
    {
        To = "Ông A",
        Lines = new[] { "a", "b" },
        Specialist = "",
        Campaign = new { Name = "C" },
    });

    private async Task<Templates> WithAsync(byte[] file)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "alert.txt"), file, TestContext.Current.CancellationToken);
        return Create();
    }

    private Templates Create() => new(Options.Create(new MailOptions { TemplateFolder = _folder }), NullLogger<Templates>.Instance);
}
