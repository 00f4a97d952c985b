using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Configuration;

/// <summary>Options bound to a section of the configuration, beyond what attributes say of their values.</summary>
public interface ISectionOptions
{
    /// <summary>Makes relative paths absolute: they start at the folder of the configuration file.</summary>
    void Locate(Settings settings)
    {
    }

    /// <summary>What is wrong with the located options; each fault names setting, value and remedy.</summary>
    /// <param name="settings">For what only shows together with another section.</param>
    IEnumerable<Bilingual> Faults(Settings settings) => [];
}
