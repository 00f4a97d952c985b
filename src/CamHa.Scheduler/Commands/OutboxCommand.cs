namespace CamHa.Scheduler.Commands;
internal static class OutboxCommand { public static System.CommandLine.Command Create() => new("outbox"); }
