using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>A person at the page: a browser of its own, that fills in the forms which it is shown.</summary>
internal sealed class Visitor(Uri address) : IDisposable
{
    // A browser says so of what a page of ours sends.
    private readonly HttpClient _client = new() { BaseAddress = address, DefaultRequestHeaders = { { "Sec-Fetch-Site", "same-origin" } } };

    /// <summary>The last page that came.</summary>
    public IDocument Page { get; private set; } = null!;

    /// <summary>The status of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>The path that the last answer is of, redirects followed.</summary>
    public string Path { get; private set; } = "";

    public string Text => Page.Body!.TextContent;

    public async Task<IDocument> OpenAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), Service.Token);
        return await ReadAsync(answer);
    }

    /// <summary>Sends the form of this address that stands on the page.</summary>
    /// <param name="action">Where the form goes.</param>
    /// <param name="fields">What is typed; of one name several for boxes.</param>
    public async Task<IDocument> SendAsync(string action, params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelector($"form[action='{action}']")
            ?? throw new InvalidOperationException($"No form for {action} on {Path}.");
        return await SendAsync(form, action, fields);
    }

    private async Task<IDocument> SendAsync(IElement form, string action, (string Name, string Value)[] fields)
    {
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(each => (Name: each.GetAttribute("name")!, Value: each.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(
            hidden.Where(each => !fields.Any(field => field.Name == each.Name))
                .Concat(fields)
                .Select(each => new KeyValuePair<string, string>(each.Name, each.Value)));
        using var answer = await _client.PostAsync(new Uri(action, UriKind.Relative), content, Service.Token);
        return await ReadAsync(answer);
    }

    /// <summary>Sends the form of this address with a file in it.</summary>
    /// <param name="action">Where the form goes.</param>
    /// <param name="field">The field of the file.</param>
    /// <param name="name">What the browser says it is called.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="fields">What is typed besides.</param>
    public async Task<IDocument> UploadAsync(
        string action, string field, string name, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var each in Filled(action, fields).Where(each => each.Name != field))
            content.Add(new StringContent(each.Value), each.Name);
        if (name.Length > 0)
            content.Add(new ByteArrayContent(bytes), field, name);
        using var answer = await _client.PostAsync(new Uri(action, UriKind.Relative), content, Service.Token);
        return await ReadAsync(answer);
    }

    /// <summary>What a link downloads.</summary>
    public async Task<(byte[] Bytes, string Type, string Name)> DownloadAsync(string path)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), Service.Token);
        (Status, Path) = ((int)answer.StatusCode, answer.RequestMessage!.RequestUri!.AbsolutePath);
        var disposition = answer.Content.Headers.ContentDisposition;
        Assert.Equal((Status, Status == 200 ? "attachment" : null), (Status, disposition?.DispositionType));
        return (
            await answer.Content.ReadAsByteArrayAsync(Service.Token),
            answer.Content.Headers.ContentType?.MediaType ?? "",
            disposition?.FileNameStar ?? disposition?.FileName ?? "");
    }

    /// <summary>Presses a button that sends the form it stands in to an address of its own.</summary>
    public Task<IDocument> PressAsync(string address, params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelector($"button[formaction='{address}']")?.Closest("form")
            ?? throw new InvalidOperationException($"No button for {address} on {Path}.");
        return SendAsync(form, address, fields);
    }

    /// <summary>What the form of this address sends as it stands, with what is typed besides.</summary>
    public (string Name, string Value)[] Filled(string action, params (string Name, string Value)[] fields) =>
    [
        .. Page.QuerySelector($"form[action='{action}']")!.QuerySelectorAll("input, textarea, select")
            .Where(each => each.GetAttribute("type") is not ("radio" or "checkbox") || each.HasAttribute("checked"))
            .Select(each => (Name: each.GetAttribute("name")!, Value: ValueOf(each)))
            .Where(each => !fields.Any(field => field.Name == each.Name)),
        .. fields,
    ];

    private static string ValueOf(IElement field) => field.LocalName switch
    {
        "textarea" => field.TextContent,
        "select" => (field.QuerySelector("option[selected]") ?? field.QuerySelector("option")!).GetAttribute("value")!,
        _ => field.GetAttribute("value") ?? "",
    };

    /// <summary>Sends a form that stands on no page.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(each => new KeyValuePair<string, string>(each.Name, each.Value)));
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content, Service.Token);
        await ReadAsync(answer);
        return Status;
    }

    public async Task LogInAsync(string name, string password)
    {
        await OpenAsync("/login");
        await SendAsync("/login", ("user", name), ("password", password));
    }

    public void Dispose()
    {
        Page?.Dispose();
        _client.Dispose();
    }

    private async Task<IDocument> ReadAsync(HttpResponseMessage answer)
    {
        Status = (int)answer.StatusCode;
        Path = answer.RequestMessage!.RequestUri!.AbsolutePath;
        Page?.Dispose();
        return Page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Service.Token));
    }
}
