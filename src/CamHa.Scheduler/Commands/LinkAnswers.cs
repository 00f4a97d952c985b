using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>link</c> says.</summary>
internal static class LinkAnswers
{
    public static string Revoked(string unit, long change) => Language.Say(
        $"Đã thu hồi liên kết của {unit}, lần sửa số {change}: bấm vào liên kết cũ, kể cả trong thư, không còn thấy gì.",
        $"The link of {unit} is revoked, change {change}: the old one, also in mails, opens nothing any more.");

    public static string Proven(ProvenAddress proof, CampaignClock clock) => proof.Fault.Length == 0
        ? Language.Say(
            $"{proof.Url}: vào được từ ngoài lúc {clock.Say(proof.TriedAt)}; từ nay thư mang liên kết.",
            $"{proof.Url}: reached from outside at {clock.Say(proof.TriedAt)}; mails carry links from now on.")
        : Language.Say(
            $"{proof.Url}: chưa vào được từ ngoài. {proof.Fault} Hướng dẫn: docs/links.md.",
            $"{proof.Url}: not reached from outside. {proof.Fault} See docs/links.md.");
}
