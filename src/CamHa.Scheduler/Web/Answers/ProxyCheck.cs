using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Links;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>
/// Checks that the proxy in front of the public site is named: otherwise everybody comes from one address, and whoever tries tokens
/// slows all units down.
/// </summary>
internal sealed class ProxyCheck(IOptions<AnswerSiteOptions> site, IOptions<UnitLinkOptions> links) : ICheck
{
    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token) =>
        Task.FromResult<IReadOnlyList<Finding>>(IsHidden ?
        [
            new(
                "links",
                true,
                "a proxy stands in front of the page of answers and is not named in Answers:TrustedProxy: all units seem to come from one "
                + "address, and are slowed down together",
                IsWarning: true)
            {
                InVietnamese = "trước trang trả lời có máy chủ chuyển tiếp mà Answers:TrustedProxy chưa ghi: mọi đơn vị bị coi là một địa "
                    + "chỉ, một nơi mở sai nhiều lần thì mọi nơi bị chậm",
            },
        ]
        : []);

    // Without a certificate of its own it is reached by https only through another program.
    private bool IsHidden => site.Value is { IsUsed: true, UsesTls: false } && !site.Value.Proxies.Any()
        && links.Value.IsUsed && new Uri(links.Value.PublicUrl).Scheme == Uri.UriSchemeHttps;
}
