using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Observability;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace CamHa.Scheduler.Configuration;

/// <summary>Finds every fault of a configuration at once, before anything is started with it.</summary>
public static class SettingsCheck
{
    private static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        [StorageOptions.Section] = typeof(StorageOptions),
        [SchedulingOptions.Section] = typeof(SchedulingOptions),
        [DeadlineOptions.Section] = typeof(DeadlineOptions),
        [WeeklyOptions.Section] = typeof(WeeklyOptions),
        [ReportOptions.Section] = typeof(ReportOptions),
        [OutboxOptions.Section] = typeof(OutboxOptions),
        [MailOptions.Section] = typeof(MailOptions),
        [SmtpOptions.Section] = typeof(SmtpOptions),
        [OAuthOptions.Section] = typeof(OAuthOptions),
        [DkimOptions.Section] = typeof(DkimOptions),
        [AlertOptions.Section] = typeof(AlertOptions),
        [HeartbeatOptions.Section] = typeof(HeartbeatOptions),
        [WebOptions.Section] = typeof(WebOptions),
        [LogFileOptions.Section] = typeof(LogFileOptions),
        [ObservabilityOptions.Section] = typeof(ObservabilityOptions),
    };

    // Microsoft's own; not ours to check.
    private static readonly string[] Foreign = ["Logging"];

    /// <exception cref="SettingsException">There are faults; all of them are named.</exception>
    public static void ThrowIfInvalid(Settings settings)
    {
        if (Faults(settings) is { Count: > 0 } faults)
            throw new SettingsException(faults);
    }

    public static IReadOnlyList<string> Faults(Settings settings)
    {
        var values = settings.Values;
        var faults = new List<string>();
        foreach (var section in values.GetChildren().Where(section => !Foreign.Contains(section.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!Sections.ContainsKey(section.Key))
                faults.Add(Unknown(section.Path, section.Key, Sections.Keys, "section"));
        }

        // A setting that cannot be read stands for its default here, so that the others are still checked.
        var options = Sections.Values.ToDictionary(type => type, type => Activator.CreateInstance(type)!);
        foreach (var (name, type) in Sections)
            faults.AddRange(SectionFaults(values.GetSection(name), options[type]));
        faults.AddRange(FaultsTogether(type => options[type], settings));
        return faults;
    }

    private static IEnumerable<string> SectionFaults(IConfigurationSection section, object options)
    {
        var properties = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var value in section.GetChildren())
        {
            if (!properties.TryGetValue(value.Key, out var property))
            {
                yield return Unknown(value.Path, value.Key, properties.Keys, "setting");
            }
            else if (!TryConvert(property.PropertyType, value.Value, out var converted))
            {
                yield return $"{value.Path} = '{value.Value}': {Remedy(property.PropertyType)}.";
            }
            else
            {
                property.SetValue(options, converted);
            }
        }

        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            yield break;
        foreach (var result in results)
        {
            var key = result.MemberNames.First();
            yield return $"{section.Path}:{key} = '{Shown(key, properties[key].GetValue(options))}': {Reason(result, properties[key])}.";
        }
    }

    // What only shows when several settings, or the system, are looked at together.
    private static IEnumerable<string> FaultsTogether(Func<Type, object> options, Settings settings)
    {
        var zone = Bound<SchedulingOptions>().TimeZone;
        if (!CampaignClock.TryFindZone(zone, out _))
            yield return $"Scheduling:TimeZone = '{zone}': this system knows no such zone; write Asia/Ho_Chi_Minh, or on an old Windows SE Asia Standard Time.";

        var storage = Bound<StorageOptions>();
        if (storage.IsSqlServer && storage.ConnectionString.Length == 0)
            yield return "Storage:ConnectionString = '': sqlserver needs one, as in Server=.;Database=CamHa;Integrated Security=true;Encrypt=Mandatory.";
        else if (storage.IsSqlServer && ConnectionFault(storage.ConnectionString) is { } connectionFault)
            yield return $"Storage:ConnectionString = '***': {connectionFault}";

        storage.PasswordFile = Secret.Locate(storage.PasswordFile, settings);
        if (storage.PasswordSource.Fault() is { } databasePasswordFault)
            yield return databasePasswordFault;

        if (Bound<SchedulingOptions>().Clustered && !storage.IsSqlServer)
            yield return $"Scheduling:Clustered = 'True': nodes share their looks in SQL Server only, and Storage:Provider = '{storage.Provider}'; write sqlserver there, or leave Clustered out.";

        Bound<WebOptions>().Locate(settings);
        foreach (var fault in Bound<WebOptions>().Faults())
            yield return fault;

        foreach (var operatorAddress in Bound<AlertOptions>().Recipients.Where(address => !IsAddress(address)))
            yield return $"Alerts:To = '{operatorAddress}': this is not a mail address; write addresses separated by commas, as in vanthu@camha.example, or leave it empty for the specialist.";
        if (HeartbeatOptions.Fault(Bound<HeartbeatOptions>().Url) is { } heartbeatFault)
            yield return heartbeatFault;

        var from = Bound<MailOptions>().From;
        if (!IsAddress(from))
            yield return $"Mail:From = '{from}': this is not a mail address; write it as in nhacviec@camha.example.";

        var smtp = Bound<SmtpOptions>();
        if (smtp.Security.Equals("none", StringComparison.OrdinalIgnoreCase) && !IsThisMachine(smtp.Host))
            yield return $"Smtp:Security = 'none': mails and password would travel to {smtp.Host} in the open; write starttls or tls. None is for a server on this machine.";

        if (smtp.CaFile.Length > 0 && CertificateFault(settings.Resolve(smtp.CaFile)) is { } caFault)
            yield return $"Smtp:CaFile = '{smtp.CaFile}': {caFault}; name a PEM file with the authority's certificate, readable by the service's account.";

        smtp.PasswordFile = Secret.Locate(smtp.PasswordFile, settings);
        if (smtp.PasswordSource.Fault() is { } passwordFault)
            yield return passwordFault;

        Bound<OAuthOptions>().Locate(settings);
        foreach (var fault in Bound<OAuthOptions>().Faults(smtp))
            yield return fault;

        Bound<DkimOptions>().KeyFile = settings.Resolve(Bound<DkimOptions>().KeyFile);
        if (Bound<DkimOptions>().Fault() is { } dkimFault)
            yield return dkimFault;

        if (Bound<ObservabilityOptions>().Fault() is { } collectorFault)
            yield return collectorFault;

        T Bound<T>() => (T)options(typeof(T));
    }

    // What the reader of the string says may quote a part of the password.
    private static string? ConnectionFault(string connection)
    {
        try
        {
            return new SqlConnectionStringBuilder(connection).InitialCatalog.Length > 0
                ? null
                : "it names no database; add Database=CamHa.";
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return "this is not Keyword=value;Keyword=value with SqlClient's keywords, as in Server=.;Database=CamHa;Integrated Security=true;Encrypt=Mandatory; "
                + "a password with ; or = in it stands in quotes.";
        }
    }

    private static string? CertificateFault(string file)
    {
        try
        {
            CertificateAuthority.Read(file);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.Contains('@', StringComparison.Ordinal);

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool TryConvert(Type type, string? text, out object? value)
    {
        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text ?? "");
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            value = null;
            return false;
        }
    }

    private static string Remedy(Type type) =>
        type == typeof(TimeOnly) ? "write a time of day, such as 07:30"
        : type == typeof(bool) ? "write true or false"
        : type == typeof(DateOnly?) ? "write a date, such as 2026-12-31"
        : type == typeof(double) ? "write a number, such as 2.5"
        : "write a whole number";

    private static string Reason(ValidationResult result, PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range && result.ErrorMessage!.Contains("between", StringComparison.Ordinal)
            ? FormattableString.Invariant($"write a number from {range.Minimum} to {range.Maximum}")
        : result.ErrorMessage!.EndsWith("is required.", StringComparison.Ordinal) ? "a value is needed"
        : result.ErrorMessage;

    private static object? Shown(string key, object? value) => Secret.IsHidden(key) ? "***" : value;

    private static string Unknown(string path, string key, IEnumerable<string> known, string what)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var nearest = FoldKey.Nearest(key, names);
        return $"{path}: there is no such {what}; " + (nearest is null ? $"there are {string.Join(", ", names)}." : $"did you mean {nearest}?");
    }
}
