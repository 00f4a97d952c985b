using CamHa.Scheduler.Links;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether the public address was reached from outside, so that mails carry links.</summary>
internal sealed class LinkCheck(AddressProof proof, IOptions<UnitLinkOptions> options) : ICheck
{
    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (!options.Value.IsUsed || round.Data is not { } data)
            return [];
        var url = options.Value.PublicUrl;
        if (await proof.LastAsync(data.Session, token) is not { } last)
        {
            return
            [
                new(
                    "links",
                    true,
                    $"{url} was not reached from outside yet, so no mail carries a link: 'camha link prove'",
                    IsWarning: true)
                {
                    InVietnamese = $"chưa ai vào được {url} từ ngoài nên thư chưa mang liên kết: camha link prove",
                },
            ];
        }

        var at = Language.Say(round.Clock.WallClock(last.TriedAt));
        return last.Fault.Length == 0
            ? [new("links", true, $"{url} reached from outside at {at}") { InVietnamese = $"vào được {url} từ ngoài lúc {at}" }]
            :
            [
                new("links", true, $"{url} was not reached at {at}: {last.Fault}", IsWarning: true)
                {
                    InVietnamese = $"không vào được {url} lúc {at}. {last.Fault}",
                },
            ];
    }
}
