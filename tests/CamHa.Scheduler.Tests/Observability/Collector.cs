using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CamHa.Scheduler.Tests.Observability;

/// <summary>A collector on loopback that takes OTLP, over HTTP or gRPC, and keeps what it was sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _taken = new();
    private readonly WebApplication _app;

    private Collector(bool isGrpc)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(context => TakeAsync(context, isGrpc));
    }

    public string Address => _app.Urls.First();

    /// <summary>Every span, each with the number of its own and its parent's.</summary>
    public IReadOnlyList<Span> Spans => [.. Taken("trace").SelectMany(body => body.All(1, 2, 2))
        .Select(
            span => new Span(
                span.Text(5),
                Hex(span, 2),
                Hex(span, 4),
                [.. span.All(9).Select(tag => $"{tag.Text(1)}={tag.All(2).First().Text(1)}")]))];

    public IReadOnlySet<string> Metrics =>
        Taken("metrics").SelectMany(body => body.All(1, 2, 2)).Select(metric => metric.Text(1)).ToHashSet();

    /// <summary>All that was sent, as far as it is text.</summary>
    public string Everything => string.Concat(_taken.Select(each => Encoding.UTF8.GetString(each.Body)));

    public static async Task<Collector> StartAsync(bool isGrpc)
    {
        var collector = new Collector(isGrpc);
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>What a counter had come to when it was sent last.</summary>
    public ulong Total(string counter) => Taken("metrics").SelectMany(body => body.All(1, 2, 2)).Last(metric => metric.Text(1) == counter)
        .All(7, 1).Aggregate(0UL, (sum, point) => sum + point.Value(6));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, bool isGrpc)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        // A gRPC message comes behind a byte for its compression and four for its length.
        _taken.Enqueue((context.Request.Path.Value!.ToUpperInvariant(), isGrpc ? body.ToArray()[5..] : body.ToArray()));
        if (!isGrpc)
            return;
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private IEnumerable<Protobuf> Taken(string signal) =>
        _taken.Where(each => each.Path.Contains(signal, StringComparison.OrdinalIgnoreCase)).Select(each => new Protobuf(each.Body));

    private static string Hex(Protobuf span, int field) => Convert.ToHexString(span.Bytes(field).FirstOrDefault() ?? []);
}

internal sealed record Span(string Name, string Id, string Parent, IReadOnlyList<string> Tags);
