namespace CamHa.Scheduler.Commands;
internal static class SimulateCommand { public static System.CommandLine.Command Create() => new("simulate"); }
