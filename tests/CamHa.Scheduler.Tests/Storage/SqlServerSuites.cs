using CamHa.Scheduler.Tests.Alerts;
using CamHa.Scheduler.Tests.Campaigns;
using CamHa.Scheduler.Tests.Changes;
using CamHa.Scheduler.Tests.Deadlines;
using CamHa.Scheduler.Tests.FridayReport;
using CamHa.Scheduler.Tests.Import;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Tests.Nodes;
using CamHa.Scheduler.Tests.Outbox;
using CamHa.Scheduler.Tests.Scheduling;
using CamHa.Scheduler.Tests.Simulation;

namespace CamHa.Scheduler.Tests.Storage;

// What is written once and run on both databases, run on SQL Server.

public sealed class MigrationOnSqlServerTests : MigrationTests, IOnSqlServer;

public sealed class ImportOnSqlServerTests : ImportTests, IOnSqlServer;

public sealed class LookRunnerOnSqlServerTests : LookRunnerTests, IOnSqlServer;

public sealed class DeliveryOnSqlServerTests : DeliveryTests, IOnSqlServer;

public sealed class LimitOnSqlServerTests : LimitTests, IOnSqlServer;

public sealed class RefusedAddressOnSqlServerTests : RefusedAddressTests, IOnSqlServer;

public sealed class CloneGuardOnSqlServerTests : CloneGuardTests, IOnSqlServer;

public sealed class ClockSetOnSqlServerTests : ClockSetTests, IOnSqlServer;

public sealed class ForgettingOnSqlServerTests : ForgettingTests, IOnSqlServer;

public sealed class ReportArchiveOnSqlServerTests : ReportArchiveTests, IOnSqlServer;

public sealed class AlertRoundOnSqlServerTests : AlertRoundTests, IOnSqlServer;

public sealed class DemoWeekOnSqlServerTests : DemoWeekTests, IOnSqlServer;

public sealed class RandomLooksOnSqlServerTests : RandomLooksTests, IOnSqlServer;

public sealed class ThreeDispatchersOnSqlServerTests : ThreeDispatchersTests, IOnSqlServer;

public sealed class OtherProgramOnSqlServerTests : OtherProgramTests, IOnSqlServer;

public sealed class CampaignStoreOnSqlServerTests : CampaignStoreTests, IOnSqlServer;

public sealed class PlanChangesOnSqlServerTests : PlanChangesTests, IOnSqlServer;

public sealed class SubmissionOriginOnSqlServerTests : SubmissionOriginTests, IOnSqlServer;

public sealed class DoneReportOnSqlServerTests : DoneReportTests, IOnSqlServer;

public sealed class ExtensionRequestOnSqlServerTests : ExtensionRequestTests, IOnSqlServer;
