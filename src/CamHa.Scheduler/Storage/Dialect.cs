namespace CamHa.Scheduler.Storage;

public enum Dialect
{
    Sqlite,
    SqlServer,
}
