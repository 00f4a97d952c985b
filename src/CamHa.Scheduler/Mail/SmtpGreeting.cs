using System.Net;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

/// <summary>What the service calls itself when it greets a mail server (EHLO; RFC 5321, 4.1.1.1 and 4.1.3).</summary>
/// <remarks>
/// Many servers refuse every mail of a machine with a bare name such as <c>vm</c>, and some of one with a full name that the DNS
/// does not know. The address literal, such as <c>[192.0.2.7]</c>, passes all of them.
/// </remarks>
public sealed partial class SmtpGreeting(IOptions<SmtpOptions> options)
{
    private readonly string _name = options.Value.HeloName.Length > 0 ? options.Value.HeloName.Trim('[', ']') : OfMachine();
    private volatile bool _isNameRefused;

    /// <summary>The name to greet by: the setting, else the machine's full name, else the address literal.</summary>
    /// <param name="own">The address of this end of the connection.</param>
    /// <returns>A full name, or an address without brackets.</returns>
    public string For(EndPoint? own) => (_name.Length == 0 || _isNameRefused) && own is IPEndPoint { Address: var address }
        ? new IPAddress((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes()).ToString() // without a scope
        : _name.Length > 0 ? _name : "localhost.localdomain";

    /// <summary>Takes note that a server has refused the name; the literal takes its place until the process ends.</summary>
    /// <returns>Whether another greeting is left to try.</returns>
    public bool Refuse(string? used)
    {
        _isNameRefused = true;
        return !IPAddress.TryParse(used, out _);
    }

    /// <summary>Whether it is a name with a domain, or an address with or without brackets.</summary>
    internal static bool IsValid(string name) => FullName().IsMatch(name) || IPAddress.TryParse(name.Trim('[', ']'), out _);

    private static string OfMachine()
    {
        var machine = IPGlobalProperties.GetIPGlobalProperties();
        var name = machine.HostName.Contains('.', StringComparison.Ordinal) ? machine.HostName : $"{machine.HostName}.{machine.DomainName}";
        return FullName().IsMatch(name) ? name : "";
    }

    // Labels of RFC 1123. The last one has a letter: a mistyped address is no name.
    [GeneratedRegex(
        @"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex FullName();
}
