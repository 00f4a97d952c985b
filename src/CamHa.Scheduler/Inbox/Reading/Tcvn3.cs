namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>The letters of TCVN3 (fonts named .Vn…), which arrive as signs of Western Europe.</summary>
internal static class Tcvn3
{
    private const string Signs =
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00ADøõö÷ùýúûüþ¡¢§£¤¥¦";

    private const string Letters =
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ";

    private static readonly Dictionary<char, char> Table = Signs.Zip(Letters).ToDictionary(each => each.First, each => each.Second);

    /// <param name="text">As read in windows-1252.</param>
    public static string Decoded(string text) => string.Create(text.Length, text, (decoded, from) =>
    {
        for (var at = 0; at < from.Length; at++)
            decoded[at] = Table.GetValueOrDefault(from[at], from[at]);
    });
}
