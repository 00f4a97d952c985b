using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Nodes;

/// <summary>Which machines send from a database.</summary>
public class CloneGuardTests : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_first_machine_that_asks_is_the_one_that_sends()
    {
        Assert.Empty(await Machine("A").ArmedForAsync(Service.Token));
        Assert.True(await Machine("A").IsArmedAsync(Service.Token));
        Assert.False(await Machine("B").IsArmedAsync(Service.Token));
    }

    [Fact]
    public async Task A_machine_may_be_armed_as_well_and_once_is_enough()
    {
        await Machine("A").IsArmedAsync(Service.Token);
        await Machine("B").ArmAlsoAsync(Service.Token);
        await Machine("B").ArmAlsoAsync(Service.Token);
        await Machine("A").ArmAlsoAsync(Service.Token);
        Assert.Equal([Machine("A").Machine, Machine("B").Machine], await Machine("B").ArmedForAsync(Service.Token));
        Assert.True(await Machine("A").IsArmedAsync(Service.Token));
        Assert.True(await Machine("B").IsArmedAsync(Service.Token));
        Assert.False(await Machine("C").IsArmedAsync(Service.Token));
    }

    [Fact]
    public async Task Armed_in_their_place_the_others_lose_it()
    {
        await Machine("A").IsArmedAsync(Service.Token);
        await Machine("B").ArmAlsoAsync(Service.Token);
        await Machine("C").ArmAlsoAsync(Service.Token);
        // The second of three: its row exists already, and is not the first.
        await Machine("B").ArmAsync(Service.Token);
        Assert.Equal([Machine("B").Machine], await Machine("B").ArmedForAsync(Service.Token));
        Assert.False(await Machine("A").IsArmedAsync(Service.Token));
    }

    [Fact]
    public async Task The_first_to_be_armed_as_well_is_the_one_that_sends()
    {
        await Machine("A").ArmAlsoAsync(Service.Token);
        Assert.Equal([Machine("A").Machine], await Machine("A").ArmedForAsync(Service.Token));
    }

    [Fact]
    public void The_remedy_takes_nothing_from_the_other_nodes_of_a_cluster()
    {
        Assert.Equal("camha arm", Machine("A").Remedy);
        Assert.Equal("camha arm --also", Machine("A", isClustered: true).Remedy);
    }

    private CloneGuard Machine(string name, bool isClustered = false) =>
        new(
            _service.Database,
            new MachineIdentity(name),
            Options.Create(new NodeOptions { Clustered = isClustered }),
            _service.Clock);
}
