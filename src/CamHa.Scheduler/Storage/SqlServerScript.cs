using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Storage;

/// <summary>A script for <c>sqlcmd</c> or Management Studio.</summary>
internal static partial class SqlServerScript
{
    // The SET options of the service's own connections. Under sqlcmd's defaults a filtered index cannot be created.
    public const string Head = """
        -- The schema of camha. Run it in the service's database, as in: sqlcmd -S SERVER -d CamHa -b -i FILE
        SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON;
        SET NUMERIC_ROUNDABORT OFF;
        SET XACT_ABORT, NOCOUNT ON;
        GO
        IF OBJECT_ID(N'dbo.SchemaVersion') IS NULL
            CREATE TABLE dbo.SchemaVersion (
                Id         int IDENTITY(1,1) NOT NULL CONSTRAINT PK_SchemaVersion_Id PRIMARY KEY,
                ScriptName nvarchar(255) NOT NULL,
                Applied    datetime NOT NULL
            );
        GO

        """;

    // Each statement runs inside EXEC as a batch of its own, which is not even compiled where the script was applied before.
    public static string Transaction(string name, string? before, string script, IReadOnlyList<string> made)
    {
        var text = new StringBuilder($"""
            -- {name}
            IF NOT EXISTS (SELECT 1 FROM dbo.SchemaVersion WHERE ScriptName = N'{name}')
            BEGIN

            """);
        if (before is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                    IF NOT EXISTS (SELECT 1 FROM dbo.SchemaVersion WHERE ScriptName = N'{before}')
                    BEGIN;
                        THROW 50002, N'{name} comes after {before}, which has not been applied. Nothing was changed.', 1;
                    END;

                """);
        }

        if (made.Count > 0)
        {
            var names = string.Join(", ", made.Select(table => $"(N'{table}')"));
            var refusal = $"is there, but dbo.SchemaVersion knows nothing of {name}: it was made by hand, or half of it. "
                + "Drop or rename it, then run this again. Nothing was changed.";
            text.Append(CultureInfo.InvariantCulture, $"""
                    DECLARE @made sysname = (SELECT TOP (1) Name FROM (VALUES {names}) AS Made (Name) WHERE OBJECT_ID(Name) IS NOT NULL);
                    IF @made IS NOT NULL
                    BEGIN
                        DECLARE @says nvarchar(2000) = @made + N' {refusal}';
                        THROW 50003, @says, 1;
                    END;

                """);
        }

        text.Append("""
                BEGIN TRY
                    BEGIN TRANSACTION;

            """);
        foreach (var batch in Go().Split(script).Select(batch => batch.Trim()).Where(batch => batch.Length > 0))
            text.Append("        EXEC (N'\n").Append(batch.Replace("'", "''", StringComparison.Ordinal)).Append("\n');\n");
        return text.Append(CultureInfo.InvariantCulture, $"""
                    INSERT INTO dbo.SchemaVersion (ScriptName, Applied) VALUES (N'{name}', GETDATE());
                    COMMIT TRANSACTION;
                END TRY
                BEGIN CATCH
                    IF XACT_STATE() <> 0
                        ROLLBACK TRANSACTION;
                    THROW;
                END CATCH;
            END;
            GO

            """).ToString();
    }

    /// <summary>Statements that check for themselves whether they are needed, each in a batch of its own.</summary>
    public static string Batches(string title, IEnumerable<string> statements) =>
        $"-- {title}\n" + string.Concat(statements.Select(statement => $"{statement}\nGO\n"));

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Go();
}
