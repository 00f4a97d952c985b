using Microsoft.AspNetCore.Http.Metadata;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Marks a form that carries whole texts. As a form is sent, a letter of Vietnamese takes up to nine bytes, and a text may stand in it
/// twice: as it was pasted, and split.
/// </summary>
public sealed class LargeForm : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => 512 * 1024;
}
