namespace CamHa.Scheduler.Commands;
internal static class ArmCommand { public static System.CommandLine.Command Create() => new("arm"); }
