import { Logout, UserMenu, useGetIdentity } from 'react-admin'

/** Who is signed in, by the name that the button shows. */
export const PersonMenu = () => {
  const { identity } = useGetIdentity()
  return (
    <UserMenu {...(identity?.fullName === undefined ? {} : { label: identity.fullName })}>
      <Logout />
    </UserMenu>
  )
}
