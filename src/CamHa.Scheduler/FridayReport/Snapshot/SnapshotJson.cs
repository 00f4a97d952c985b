using System.Text.Json.Serialization;

namespace CamHa.Scheduler.FridayReport.Snapshot;

[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
