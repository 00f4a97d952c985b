using CamHa.Scheduler.Endurance;
using CamHa.Scheduler.Endurance.Year;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The runner's own ways in, as it would write them itself; and one for the service that a test kills.
return args switch
{
    [ServiceOnStrings.Word, var config, var at] => await ServiceOnStrings.RunAsync(config, at),
    _ when args.Any(each => each is "-automated" or "@@") => await ConsoleRunner.Run(args),
    _ => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
};
