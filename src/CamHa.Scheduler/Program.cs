using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Text;

// Before the commands are made, which describe themselves in it.
Language.Use(CommandLine.AskedLanguage(args));
return await CommandLine.RunAsync(args);
