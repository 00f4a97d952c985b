namespace CamHa.Scheduler.Commands;
internal static class StatusCommand { public static System.CommandLine.Command Create() => new("status"); }
