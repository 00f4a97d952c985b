using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Configuration;

/// <summary>A section of the configuration and the options it is bound to. Several types may share a section.</summary>
/// <param name="Name">The section's name.</param>
/// <param name="Options">The type of the options.</param>
public sealed record BoundSection(string Name, Type Options);

public static class SectionRegistration
{
    /// <summary>Binds options to their section, locates their paths and has their faults checked before anything starts.</summary>
    public static IServiceCollection AddSection<T>(this IServiceCollection services, Settings settings, string section)
        where T : class, new()
    {
        services.AddSingleton(new BoundSection(section, typeof(T)));
        services.AddSingleton<IValidateOptions<T>>(new SectionValidation<T>(settings));
        services.Configure<T>(options => SectionBinder.Set(options, settings.Values.GetSection(section)));
        return services.PostConfigure<T>(options => (options as ISectionOptions)?.Locate(settings));
    }

    private sealed class SectionValidation<T>(Settings settings) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            options is ISectionOptions own && own.Faults(settings).ToList() is { Count: > 0 } faults
                ? ValidateOptionsResult.Fail(faults.Select(fault => $"{fault}"))
                : ValidateOptionsResult.Success;
    }
}
