export default function UsesPage() {
  return <main />;
}
