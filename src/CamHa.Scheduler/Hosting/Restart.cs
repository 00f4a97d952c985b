using Microsoft.Extensions.Hosting;

namespace CamHa.Scheduler.Hosting;

/// <summary>Starts the service anew with the settings as they are now, because somebody has asked for it.</summary>
public sealed class Restart(IHostApplicationLifetime lifetime)
{
    /// <summary>Whether the service ends to be started anew.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Ends it in order: a job under way is finished.</summary>
    public void Ask()
    {
        IsAsked = true;
        lifetime.StopApplication();
    }
}
