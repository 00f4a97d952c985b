using CamHa.Scheduler.Commands;

return await CommandLine.RunAsync(args);
