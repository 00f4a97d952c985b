using System.Net;
using CamHa.Scheduler.Web.Safety;

namespace CamHa.Scheduler.Tests.Web;

public sealed class ConnectionLimitTests
{
    private readonly ConnectionLimit _limit = new();

    [Theory]
    [InlineData("192.168.1.10", 8)]
    [InlineData("::ffff:192.168.1.10", 8)]
    [InlineData("2001:db8::10", 8)]
    [InlineData("127.0.0.1", 56)] // something in front asks for everybody
    [InlineData("::ffff:127.0.0.1", 56)]
    [InlineData("::1", 56)]
    public void An_address_holds_so_many_and_leaves_room_for_others(string address, int most)
    {
        for (var i = 0; i < most; i++)
            Assert.True(_limit.Enter(IPAddress.Parse(address)));
        Assert.False(_limit.Enter(IPAddress.Parse(address)));
        Assert.True(_limit.Enter(IPAddress.Parse("192.168.1.11")));
    }

    [Fact]
    public void Who_ends_one_may_begin_another()
    {
        var address = IPAddress.Parse("192.168.1.10");
        for (var i = 0; i < 8; i++)
            _limit.Enter(address);
        _limit.Leave(address);
        Assert.True(_limit.Enter(address));
        Assert.False(_limit.Enter(address));
    }

    [Fact]
    public void A_machine_with_many_addresses_holds_no_more_than_one_with_one()
    {
        for (var i = 0; i < 8; i++)
            _limit.Enter(IPAddress.Parse($"2001:db8::{i + 1}"));
        Assert.False(_limit.Enter(IPAddress.Parse("2001:db8::99")));
        Assert.True(_limit.Enter(IPAddress.Parse("2001:db8:0:1::1")));
    }
}
