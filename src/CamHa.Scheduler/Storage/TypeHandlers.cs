using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// How instants and days are stored. Dapper keeps one set of handlers per process, so each handler tells the database by
/// the parameter it is given.
/// </summary>
internal static class TypeHandlers
{
    // Fixed width, so that text order is time order.
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Decimal places of the seconds that SQL Server keeps.</summary>
    public const byte InstantScale = 3;

    private static readonly InstantHandler Instants = new();
    private static readonly DayHandler Days = new();
    private static readonly Lock Gate = new();
    private static bool _registered;

    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
                return;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.AddTypeHandler(Instants);
            SqlMapper.AddTypeHandler(Days);
            _registered = true;
        }
    }

    public static void Set(IDbDataParameter parameter, DateTimeOffset instant) => Instants.SetValue(parameter, instant);

    public static void Set(IDbDataParameter parameter, DateOnly day) => Days.SetValue(parameter, day);

    /// <summary>The type of a column that holds values of a .NET type.</summary>
    /// <exception cref="NotSupportedException">No column holds it.</exception>
    public static DbType TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var known when known == typeof(string) => DbType.String,
        var known when known == typeof(int) => DbType.Int32,
        var known when known == typeof(long) => DbType.Int64,
        var known when known == typeof(bool) => DbType.Boolean,
        var known when known == typeof(DateTimeOffset) => DbType.DateTime2,
        var known when known == typeof(DateOnly) => DbType.Date,
        var known when known == typeof(byte[]) => DbType.Binary,
        _ => throw new NotSupportedException($"No column holds a {type}."),
    };

    public static string ToText(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static string ToText(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>
    /// Truncated, not rounded, to the millisecond: both databases must keep the same instant, or what was due by then
    /// differs between them.
    /// </summary>
    public static DateTime ToDateTime(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Unspecified);

    public static DateTime ToDateTime(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.Value = ToText(value);
                return;
            }

            parameter.DbType = DbType.DateTime2;
            if (parameter is DbParameter typed)
                typed.Scale = InstantScale;
            parameter.Value = ToDateTime(value);
        }

        public override DateTimeOffset Parse(object value) => value switch
        {
            // Text that is no instant, as another program may leave it in SQLite, must not stop the reading of all other rows.
            // It becomes an instant beyond reason, which the readers leave out and name.
            string text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : default,
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            DateTimeOffset offset => offset.ToUniversalTime(),
            _ => throw new DataException($"'{value}' is not an instant."),
        };
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.Value = ToText(value);
                return;
            }

            parameter.DbType = DbType.Date;
            parameter.Value = ToDateTime(value);
        }

        public override DateOnly Parse(object value) => value switch
        {
            string text => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : default,
            DateTime time => DateOnly.FromDateTime(time),
            DateOnly date => date,
            _ => throw new DataException($"'{value}' is not a day."),
        };
    }
}
