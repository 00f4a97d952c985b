namespace CamHa.Scheduler.Commands;
internal static class SendNowCommand { public static System.CommandLine.Command Create() => new("sendnow"); }
