namespace CamHa.Scheduler.Commands;
internal static class PreviewCommand { public static System.CommandLine.Command Create() => new("preview"); }
