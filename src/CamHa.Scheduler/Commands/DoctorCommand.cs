namespace CamHa.Scheduler.Commands;
internal static class DoctorCommand { public static System.CommandLine.Command Create() => new("doctor"); }
