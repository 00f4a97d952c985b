using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>What the scripts of <c>sql/roles</c> grant, held against what the statements need.</summary>
public sealed class GrantTests
{
    // The mails' own bytes, which may hold links meant for their recipient alone, and what proves an answer.
    private static readonly string[] Secret =
    [
        "dbo.OutboxMime", "dbo.InboxMime", "dbo.MailKey", "dbo.Account", "dbo.AccountCampaign", "dbo.AccountSession",
    ];

    [Fact]
    public void The_service_may_do_what_its_statements_do_and_nothing_more()
    {
        var text = new SqlText(Dialect.SqlServer);
        var needed = text.Names.SelectMany(name => Needed(text[name])).Concat(
            RowSetTests.RowsOf.Values.Select(row => $"EXECUTE dbo.{row}"));
        Assert.Equal(needed.ToHashSet().Order(StringComparer.Ordinal), Granted("service"));
    }

    [Fact]
    public void A_reader_reads_everything_that_is_no_secret()
    {
        var everything = Granted("service")
            .Where(grant => !grant.StartsWith("EXECUTE ", StringComparison.Ordinal))
            .Select(grant => grant.Split(' ')[1])
            .Distinct();
        Assert.Equal(
            everything.Except(Secret).Select(table => $"SELECT {table}").Order(StringComparer.Ordinal), Granted("reader"));
    }

    [Fact]
    public void The_service_changes_no_schema_and_no_role_is_given_more_than_tables_and_row_types() =>
        Assert.All(
            Granted("service").Concat(Granted("reader")),
            grant => Assert.Matches("^((SELECT|INSERT|UPDATE|DELETE) dbo\\.[A-Za-z]+|EXECUTE dbo\\.[A-Za-z]+Row)$", grant));

    [Fact]
    public void Every_script_makes_its_role_once_and_grants_to_no_other()
    {
        foreach (var role in new[] { "installer", "service", "reader" })
        {
            var script = Script(role);
            Assert.StartsWith("IF NOT EXISTS", script[script.IndexOf("\nIF", StringComparison.Ordinal)..].Trim(), StringComparison.Ordinal);
            Assert.All(Grants(role), grant => Assert.Equal($"camha_{role}", Assert.Single(grant.Principals).Identifier.Value));
        }
    }

    [Theory]
    [InlineData("SELECT a.Id FROM Unit AS a JOIN dbo.Contact AS c ON c.UnitId = a.Id;", "SELECT dbo.Contact,SELECT dbo.Unit")]
    [InlineData("INSERT INTO Unit (Id) VALUES (1);", "INSERT dbo.Unit")]
    [InlineData("INSERT INTO Unit (Id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM Unit);", "INSERT dbo.Unit,SELECT dbo.Unit")]
    [InlineData("UPDATE Unit SET Id = @Id;", "UPDATE dbo.Unit")]
    [InlineData("UPDATE Unit SET Id = @Id WHERE Id = 2;", "SELECT dbo.Unit,UPDATE dbo.Unit")]
    [InlineData("UPDATE Unit SET Id = Id + 1;", "SELECT dbo.Unit,UPDATE dbo.Unit")]
    [InlineData("UPDATE m SET Id = @Id OUTPUT inserted.Id FROM dbo.Unit AS m;", "SELECT dbo.Unit,UPDATE dbo.Unit")]
    [InlineData("UPDATE m SET Id = 1 FROM dbo.Unit AS m JOIN @Rows AS r ON r.Id = m.Id WHERE m.Id > 2;", "SELECT dbo.Unit,UPDATE dbo.Unit")]
    [InlineData("DELETE FROM Unit WHERE Id = 1;", "DELETE dbo.Unit,SELECT dbo.Unit")]
    [InlineData("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES;", "")]
    public void What_a_statement_needs_is_told_as_the_server_would(string statement, string needs) =>
        Assert.Equal(needs, string.Join(",", Needed(statement)));

    // A server that does not know one of them refuses the whole batch, and with it every other grant.
    [Theory]
    [InlineData("service", "ON TYPE::")]
    [InlineData("installer", "CREATE TYPE")]
    [InlineData("installer", "CREATE SCHEMA")]
    [InlineData("snapshot", "ALTER DATABASE")]
    public void What_a_compatible_server_may_not_know_is_a_batch_of_its_own(string role, string words)
    {
        var script = Script(role);
        var batches = Parse(script).Batches
            .Where(batch => script.Substring(batch.StartOffset, batch.FragmentLength).Contains(words, StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(batches);
        Assert.All(batches, batch => Assert.Single(batch.Statements));
    }

    private static SortedSet<string> Needed(string statement)
    {
        var visitor = new NeedVisitor();
        Parse(statement).Accept(visitor);
        return visitor.Needs;
    }

    private static IEnumerable<string> Granted(string role) => Grants(role).SelectMany(Rights).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rights(GrantStatement grant) => grant.Permissions.Select(permission =>
        $"{permission.Identifiers[0].Value} "
            + $"{string.Join('.', grant.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers.Select(part => part.Value))}");

    private static IEnumerable<GrantStatement> Grants(string role) =>
        Parse(Script(role)).Batches.SelectMany(batch => batch.Statements).OfType<GrantStatement>();

    private static string Script(string role) => File.ReadAllText(Path.Combine(Repository.Root, "sql/roles", $"{role}.sqlserver.sql"));

    private static TSqlScript Parse(string text)
    {
        using var reader = new StringReader(text);
        var script = (TSqlScript)new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors);
        return script;
    }

    /// <summary>Which rights on which table a statement cannot do without.</summary>
    private sealed class NeedVisitor : TSqlFragmentVisitor
    {
        private static readonly string[] Public = ["sys", "INFORMATION_SCHEMA"];
        private readonly HashSet<TSqlFragment> _targets = [];

        public SortedSet<string> Needs { get; } = new(StringComparer.Ordinal);

        public override void ExplicitVisit(InsertSpecification node)
        {
            Target(node, "INSERT", null);
            base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(UpdateSpecification node)
        {
            Target(node, "UPDATE", node.FromClause);
            // A right of its own where the statement looks at what it changes.
            var columns = new ColumnVisitor();
            foreach (var set in node.SetClauses.OfType<AssignmentSetClause>())
                set.NewValue.Accept(columns);
            if (node.WhereClause is not null || columns.IsAny)
                Read(node.Target, node.FromClause);
            base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(DeleteSpecification node)
        {
            Target(node, "DELETE", node.FromClause);
            if (node.WhereClause is not null)
                Read(node.Target, node.FromClause);
            base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(NamedTableReference node)
        {
            if (!_targets.Contains(node))
                Need("SELECT", node);
            base.ExplicitVisit(node);
        }

        private void Target(DataModificationSpecification node, string right, FromClause? from)
        {
            _targets.Add(node.Target);
            Need(right, Resolve(node.Target, from));
            if (node.OutputClause is not null)
                Read(node.Target, from);
        }

        private void Read(TableReference target, FromClause? from) => Need("SELECT", Resolve(target, from));

        private void Need(string right, NamedTableReference table)
        {
            if (table.SchemaObject.SchemaIdentifier?.Value is var schema && !Public.Contains(schema))
                Needs.Add($"{right} {schema ?? "dbo"}.{table.SchemaObject.BaseIdentifier.Value}");
        }

        // UPDATE m … FROM dbo.OutboxMessage AS m
        private static NamedTableReference Resolve(TableReference target, FromClause? from)
        {
            var named = (NamedTableReference)target;
            var tables = new TableVisitor();
            from?.Accept(tables);
            return tables.Tables.FirstOrDefault(each => each.Alias?.Value == named.SchemaObject.BaseIdentifier.Value) ?? named;
        }
    }

    private sealed class TableVisitor : TSqlFragmentVisitor
    {
        public List<NamedTableReference> Tables { get; } = [];

        public override void Visit(NamedTableReference node) => Tables.Add(node);
    }

    private sealed class ColumnVisitor : TSqlFragmentVisitor
    {
        public bool IsAny { get; private set; }

        public override void Visit(ColumnReferenceExpression node) => IsAny = true;
    }
}
