using System.Runtime.CompilerServices;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CamHa.Scheduler.Observability;

/// <summary>Registers the collection of metrics and traces, if it is configured.</summary>
internal static class TelemetrySetup
{
    // The service's own, and those of the libraries that do the work; the runtime's shows memory, collections and processor time.
    private static readonly string[] Meters = [Telemetry.Name, "Quartz", "mailkit.net.smtp", "System.Runtime"];
    private static readonly string[] Sources = [Telemetry.Name, "Quartz", "MailKit.Net.SmtpClient"];

    private static readonly string Version = typeof(Telemetry).Assembly.GetName().Version!.ToString(3);

    // Shorter than the service's stop takes: a collector that accepts packets and never answers must not delay it.
    private const int ExportWithinMilliseconds = 2000;

    public static IServiceCollection AddTelemetry(this IServiceCollection services, Settings settings)
    {
        var options = settings.Values.GetSection(ObservabilityOptions.Section).Get<ObservabilityOptions>() ?? new();
        return options.Prometheus || options.OtlpEndpoint.Length > 0 ? services.AddCollection(options) : services;
    }

    // If it were inlined, the libraries would be loaded even if nobody collects.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IServiceCollection AddCollection(this IServiceCollection services, ObservabilityOptions options)
    {
        services.AddSingleton<MetricsSource>().AddSingleton<MetricsReader>().AddSingleton<Gauges>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("camha", serviceVersion: Version))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters).AddInstrumentation(provider => provider.GetRequiredService<Gauges>());
                if (options.Prometheus)
                    // What is costly to find out is kept by MetricsReader.
                    metrics.AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
                if (options.OtlpEndpoint.Length > 0)
                {
                    metrics.AddOtlpExporter((exporter, reader) =>
                    {
                        Aim(exporter, options, "v1/metrics");
                        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.OtlpSeconds * 1000;
                    });
                }
            });
        if (options.OtlpEndpoint.Length > 0)
            telemetry.WithTracing(traces => traces.AddSource(Sources).AddOtlpExporter(exporter => Aim(exporter, options, "v1/traces")));
        if (options.Prometheus)
            services.AddSingleton<IEndpoints, MetricsEndpoint>();
        return services;
    }

    private static void Aim(OtlpExporterOptions exporter, ObservabilityOptions options, string path)
    {
        exporter.Protocol = options.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.IsGrpc ? new(options.OtlpEndpoint) : new($"{options.OtlpEndpoint.TrimEnd('/')}/{path}");
        exporter.TimeoutMilliseconds = ExportWithinMilliseconds;
    }
}
