using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Tests.Configuration;

public sealed class SecretTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("hunter2", "hunter2")]
    [InlineData("hunter2\n", "hunter2")] // echo
    [InlineData("hunter2\r\n", "hunter2")] // Notepad
    [InlineData("\uFEFFhunter2", "hunter2")] // an older Notepad
    [InlineData(" mật khẩu \n", " mật khẩu ")] // blanks may belong to it
    public void A_file_is_the_secret_without_the_line_end(string content, string secret) =>
        Assert.Equal(secret, FromFile(Written(content)).Read());

    [Fact]
    public void A_file_is_read_each_time()
    {
        var secret = FromFile(Written("before"));
        Assert.Equal("before", secret.Read());
        Written("after");
        Assert.Equal("after", secret.Read());
    }

    [Fact]
    public void Nothing_given_is_nothing()
    {
        var secret = new Secret("Smtp:Password", "", "", "");
        Assert.Equal((false, "", null), (secret.IsGiven, secret.Read(), secret.Fault()?.English));
    }

    [Fact]
    public void A_file_that_holds_nothing_is_named()
    {
        var file = Written("\n");
        Assert.Equal(
            $"Smtp:PasswordFile = '{file}': the file is empty. Write the secret into it, and nothing else.",
            FromFile(file).Fault()?.English);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("nowhere/smtp")]
    public void A_file_that_is_not_there_is_named(string name)
    {
        var file = Path.Combine(_folder, name);
        Assert.Equal(
            $"Smtp:PasswordFile = '{file}': there is no such file. Create it with the secret in it, and nothing else.",
            FromFile(file).Fault()?.English);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named() =>
        // A folder: unreadable for every account, root among them.
        Assert.Equal(
            $"Smtp:PasswordFile = '{_folder}': the file cannot be read. Give the service's account, and no other, the right to read it.",
            FromFile(_folder).Fault()?.English);

    [Fact]
    public void Two_ways_at_once_are_a_fault_and_neither_is_shown()
    {
        var secret = new Secret("Smtp:Password", "hunter2", Written("hunter3"), "hunter4");
        Assert.Equal(
            "Smtp:Password: given more than once, by Smtp:Password and Smtp:PasswordFile and Smtp:PasswordProtected. Keep one of them.",
            secret.Fault()?.English);
    }

    [Fact]
    public void What_Windows_protects_only_Windows_reads()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "on Windows it is read");
        Assert.Equal(
            "Smtp:PasswordProtected = '***': only Windows can read it. Use Smtp:PasswordFile instead.",
            new Secret("Smtp:Password", "", "", "AQAAANCMnd8=").Fault()?.English);
    }

    [Fact]
    public void What_was_protected_elsewhere_is_a_fault_on_Windows()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "protected values are for Windows");
        Assert.Equal(
            "Smtp:PasswordProtected = '***': this was not made on this machine, or not copied whole. Make it anew with 'camha protect'.",
            new Secret("Smtp:Password", "", "", "AQAAANCMnd8=").Fault()?.English);
    }

    [Fact]
    public void A_credential_of_systemd_is_no_fault_in_a_shell_and_one_where_it_is_needed()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is not null,
            "these tests run as a unit with credentials");
        var secret = FromFile(Secret.Locate("${CREDENTIALS_DIRECTORY}/smtp", Settings()));
        Assert.Null(secret.Fault());
        Assert.Equal(
            "Smtp:PasswordFile = '${CREDENTIALS_DIRECTORY}/smtp': CREDENTIALS_DIRECTORY is not set. "
            + "systemd sets it for a unit with LoadCredential=; add that line, or name another file.",
            Assert.Throws<SecretException>(() => secret.Read()).Message);
        var twice = new Secret("Smtp:Password", "hunter2", Secret.Locate("$CREDENTIALS_DIRECTORY/smtp", Settings()), "");
        Assert.Equal(
            "Smtp:Password: given more than once, by Smtp:Password and Smtp:PasswordFile. Keep one of them.", twice.Fault()?.English);
    }

    [Fact]
    public void A_relative_file_lies_beside_the_configuration()
    {
        Assert.Equal(Path.Combine(_folder, "smtp"), Secret.Locate("smtp", Settings()));
        Assert.Equal("", Secret.Locate("", Settings()));
    }

    private static Secret FromFile(string file) => new("Smtp:Password", "", file, "");

    private Settings Settings() => Scheduler.Configuration.Settings.Load(null, []) with { Folder = _folder };

    private string Written(string content)
    {
        var file = Path.Combine(_folder, "secret");
        File.WriteAllText(file, content);
        return file;
    }
}
