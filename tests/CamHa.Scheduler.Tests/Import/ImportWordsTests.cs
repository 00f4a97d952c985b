using System.Globalization;
using System.Reflection;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Import;

/// <summary>The sentences of an import, in both languages.</summary>
public sealed class ImportWordsTests
{
    public static TheoryData<string, string> Sentences =>
    [
        .. from type in new[] { typeof(ImportWords), typeof(ValueWords), typeof(PlanWords), typeof(ChangeWords), typeof(WorkbookWords) }
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
           select (type.FullName, method.Name),
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_has_its_English_and_names_the_same_values(string type, string name)
    {
        var method = typeof(ImportWords).Assembly.GetType(type)!.GetMethod(name)!;
        object[] values = [.. method.GetParameters().Select(Value)];
        var (vietnamese, english) = (In(Language.Vietnamese), In(Language.English));
        Assert.NotEqual(vietnamese, english);
        foreach (var text in values.Select(value => value as string ?? (value is int number ? $"{number}" : null)).OfType<string>())
        {
            Assert.Contains(text, vietnamese, StringComparison.Ordinal);
            Assert.Contains(text, english, StringComparison.Ordinal);
        }

        string In(string language)
        {
            var before = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            try
            {
                return method.Invoke(null, values)!.ToString()!;
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }
    }

    /// <summary>A clerk whose plan is a workbook has no units.csv to look at.</summary>
    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void A_workbook_is_spoken_of_in_its_own_words(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var sentences = typeof(PlanWords).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Append(typeof(ImportWords).GetMethod("get_NoCampaign"))
                .Append(typeof(ImportWords).GetMethod(nameof(ImportWords.Foreign)))
                .Append(typeof(ValueWords).GetMethod("get_EndOfTheCampaign"))
                .Select(method => (string)method!.Invoke(null, [.. method.GetParameters().Select(Value)])!)
                .ToList();
            Assert.Contains(sentences, sentence => sentence.Contains("units.csv", StringComparison.Ordinal));
            Assert.All(sentences, sentence => Assert.DoesNotMatch(
                @"\.csv|folder|thư mục|file|note|worked (chỉ|only)|(ghi|write) (specialist|committee)", TableNames.OfSheets.Say(sentence)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static object Value(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(int) => 7000 + parameter.Position,
        var type when type == typeof(long) => 7000L + parameter.Position,
        var type when type == typeof(DateOnly) => new DateOnly(2026, 6, 30),
        var type when type == typeof(DateTime) => new DateTime(2026, 6, 30, 10, 42, 0),
        var type when type == typeof(IEnumerable<string>) => new[] { "A-1", "A-2" },
        _ => $"<{parameter.Name}>",
    };
}
